using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Faena.Kernel.Xlsx;

/// <summary>
/// Reads an .xlsx that somebody uploaded. Formulas are never calculated, links never followed, macros never run;
/// anything else than a workbook within the limits is refused with a code, also half way through its rows.
/// </summary>
public sealed class XlsxReader : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly XlsxLimits limits;

    private XlsxReader(SpreadsheetDocument document, XlsxLimits limits)
    {
        this.document = document;
        this.limits = limits;
        var workbook = document.WorkbookPart ?? throw XlsxRefusedException.NotAWorkbook();
        if (!limits.Macros && (workbook.VbaProjectPart is not null || workbook.MacroSheetParts.Any()))
        {
            throw XlsxRefusedException.MacroFile();
        }
        Vocabulary = new(workbook);
        Sheets = [.. XlsxXml.Elements<Sheet>(workbook).Select(sheet => Find(workbook, sheet)).OfType<XlsxSheet>()];
        Names = XlsxXml
            .Elements<DefinedName>(workbook)
            .Where(name => name.LocalSheetId is null && name.Name?.Value is not null)
            .Select(name => (Name: name.Name!.Value!, Range: XlsxRange.Read(name.Text)))
            .Where(name => name.Range is not null)
            .DistinctBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name.Name, name => name.Range!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The sheets with cells, in the order of their tabs.</summary>
    public IReadOnlyList<XlsxSheet> Sheets { get; }

    /// <summary>The names that hold in the whole workbook and stand for cells; what else a name may stand for is left out.</summary>
    public IReadOnlyDictionary<string, XlsxRange> Names { get; }

    internal XlsxVocabulary Vocabulary { get; }

    /// <exception cref="XlsxRefusedException">It is no workbook, or one that we do not take in.</exception>
    public static Task<XlsxReader> Open(Stream file, CancellationToken ct) => Open(file, XlsxLimits.Default, ct);

    /// <inheritdoc cref="Open(Stream, CancellationToken)"/>
    public static async Task<XlsxReader> Open(Stream file, XlsxLimits limits, CancellationToken ct)
    {
        var packed = await Load(file, limits, ct);
        return Guard(() =>
        {
            CheckContents(packed, limits);
            var opened = OpenPackage(packed, limits);
            try
            {
                return new XlsxReader(opened, limits);
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        });
    }

    public void Dispose() => document.Dispose();

    internal void CheckRows()
    {
        if (Sheets.Sum(sheet => sheet.RowsRead) > limits.Rows)
        {
            throw XlsxRefusedException.TooManyRows(limits.Rows);
        }
    }

    /// <summary>Turns what the libraries throw at a damaged file into the one refusal for it.</summary>
    internal static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage)
            when (damage
                    is XmlException
                        or IOException
                        or InvalidDataException
                        or OpenXmlPackageException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
                        or OverflowException
            )
        {
            throw XlsxRefusedException.NotAWorkbook(damage);
        }
    }

    private static async Task<MemoryStream> Load(Stream file, XlsxLimits limits, CancellationToken ct)
    {
        var packed = new MemoryStream();
        var buffer = new byte[81_920];
        while (await file.ReadAsync(buffer, ct) is > 0 and var count)
        {
            packed.Write(buffer, 0, count);
            if (packed.Length > limits.FileBytes)
            {
                throw XlsxRefusedException.FileTooLarge(limits.FileBytes);
            }
        }
        packed.Position = 0;
        return packed;
    }

    private static SpreadsheetDocument OpenPackage(MemoryStream packed, XlsxLimits limits)
    {
        var settings = new OpenSettings { AutoSave = false, MaxCharactersInPart = limits.UnpackedBytes };
        try
        {
            return SpreadsheetDocument.Open(packed, isEditable: false, settings);
        }
        catch (OpenXmlPackageException failure) when (failure.InnerException is UriFormatException)
        {
            // People type anything into a hyperlink. Mending it needs a package that can be written, our copy, which is slower to read.
            settings.RelationshipErrorHandlerFactory = RelationshipErrorHandler.CreateRewriterFactory((_, _, _) => "about:blank");
            return SpreadsheetDocument.Open(packed, isEditable: true, settings);
        }
    }

    /// <summary>First what the zip's directory claims, then what really comes out, since a directory can lie.</summary>
    private static void CheckContents(MemoryStream packed, XlsxLimits limits)
    {
        const long alwaysFine = 10 * 1024 * 1024;
        var limit = Math.Min(limits.UnpackedBytes, Math.Max(alwaysFine, packed.Length * limits.UnpackedRatio));
        using var zip = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Sum(entry => entry.Length) > limit)
        {
            throw XlsxRefusedException.ZipBomb(limit);
        }
        if (!limits.Macros && zip.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw XlsxRefusedException.MacroFile();
        }
        var buffer = new byte[81_920];
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            while (content.Read(buffer) is > 0 and var count)
            {
                unpacked += count;
                if (unpacked > limit)
                {
                    throw XlsxRefusedException.ZipBomb(limit);
                }
            }
        }
        packed.Position = 0;
    }

    /// <summary>Charts on a tab of their own have no cells.</summary>
    private XlsxSheet? Find(WorkbookPart workbook, Sheet sheet) =>
        sheet.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart cells
            ? new(this, cells, sheet.Name?.Value ?? "", sheet.State?.InnerText is "hidden" or "veryHidden")
            : null;
}
