using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Faena.Kernel.Xlsx;

namespace Faena.Tests.Support;

/// <summary>Lets another spreadsheet program calculate a workbook of ours, to see whether it comes to our figures.</summary>
public static partial class LibreOffice
{
    public static bool IsInstalled => File.Exists("/usr/bin/soffice");

    /// <summary>
    /// The workbook with every formula calculated anew: the values that we wrote into its formula cells are taken out before,
    /// so that none of them can be taken over.
    /// </summary>
    public static async Task<XlsxReader> Recalculate(byte[] workbook, CancellationToken ct) =>
        await XlsxReader.Open(new MemoryStream(await Resave(WithoutFormulaValues(workbook), ct)), ct);

    /// <summary>The workbook as that program writes it after it has opened it.</summary>
    public static async Task<byte[]> Resave(byte[] workbook, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("faena-office-").FullName;
        try
        {
            var source = Path.Combine(folder, "book.xlsx");
            await File.WriteAllBytesAsync(source, workbook, ct);
            var start = new ProcessStartInfo("/usr/bin/soffice")
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            // A profile of its own, or it would wait for another instance on this machine.
            foreach (
                var argument in (string[])
                    [
                        $"-env:UserInstallation=file://{folder}/profile",
                        "--headless",
                        "--convert-to",
                        "xlsx:Calc MS Excel 2007 XML",
                        "--outdir",
                        Path.Combine(folder, "out"),
                        source,
                    ]
            )
            {
                start.ArgumentList.Add(argument);
            }
            using var office = Process.Start(start)!;
            var said = await office.StandardError.ReadToEndAsync(ct);
            await office.WaitForExitAsync(ct);
            var result = Path.Combine(folder, "out", "book.xlsx");
            Assert.True(File.Exists(result), $"LibreOffice wrote nothing: {said}");
            return await File.ReadAllBytesAsync(result, ct);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] WithoutFormulaValues(byte[] workbook)
    {
        var taken = 0;
        using var copy = new MemoryStream();
        copy.Write(workbook);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            foreach (
                var sheet in zip
                    .Entries.Where(e =>
                        e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)
                        && e.FullName.EndsWith(".xml", StringComparison.Ordinal)
                    )
                    .ToList()
            )
            {
                string xml;
                using (var reader = new StreamReader(sheet.Open()))
                {
                    xml = reader.ReadToEnd();
                }
                using var target = sheet.Open();
                target.SetLength(0);
                target.Write(Encoding.UTF8.GetBytes(ValueOfAFormula().Replace(xml, Take)));
            }
        }
        Assert.True(taken > 0, "The workbook has no formula.");
        return copy.ToArray();

        string Take(Match match)
        {
            taken++;
            return $"</{match.Groups["prefix"].Value}f>";
        }
    }

    [GeneratedRegex("</(?<prefix>(x:)?)f><(x:)?v>[^<]*</(x:)?v>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ValueOfAFormula();
}
