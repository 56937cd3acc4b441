using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Faena.Kernel.Xlsx;

/// <summary>
/// Reads an .xlsx that somebody uploaded. Formulas are never calculated, links never followed, macros never run;
/// anything else than a workbook within the limits is refused with a code, also half way through its rows.
/// </summary>
public sealed class XlsxReader : IDisposable
{
    private readonly SpreadsheetDocument document;
    private readonly List<XlsxSheet> sheets = [];
    private readonly Dictionary<string, XlsxRange> names = new(StringComparer.OrdinalIgnoreCase);

    private XlsxReader(SpreadsheetDocument document, XlsxEffort effort)
    {
        this.document = document;
        Effort = effort;
        var workbook = document.WorkbookPart ?? throw XlsxRefusedException.NotAWorkbook();
        if (!effort.Limits.Macros && (workbook.VbaProjectPart is not null || workbook.MacroSheetParts.Any()))
        {
            throw XlsxRefusedException.MacroFile();
        }
        Vocabulary = new(workbook, Survey(workbook), effort);
    }

    /// <summary>The sheets with cells, in the order of their tabs.</summary>
    public IReadOnlyList<XlsxSheet> Sheets => sheets;

    /// <summary>The names that hold in the whole workbook and stand for cells; what else a name may stand for is left out.</summary>
    public IReadOnlyDictionary<string, XlsxRange> Names => names;

    internal XlsxVocabulary Vocabulary { get; }

    internal XlsxEffort Effort { get; }

    /// <exception cref="XlsxRefusedException">It is no workbook, or one that we do not take in.</exception>
    public static Task<XlsxReader> Open(Stream file, CancellationToken ct) => Open(file, XlsxLimits.Default, ct);

    /// <inheritdoc cref="Open(Stream, CancellationToken)"/>
    public static async Task<XlsxReader> Open(Stream file, XlsxLimits limits, CancellationToken ct)
    {
        var packed = await Load(file, limits, ct);
        var effort = new XlsxEffort(limits, ct);
        return Guard(() =>
        {
            CheckContents(packed, effort);
            var opened = OpenPackage(packed, limits);
            try
            {
                return new XlsxReader(opened, effort);
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        });
    }

    public void Dispose() => document.Dispose();

    internal void CheckSize()
    {
        if (sheets.Sum(sheet => sheet.RowsRead) > Effort.Limits.Rows)
        {
            throw XlsxRefusedException.TooManyRows(Effort.Limits.Rows);
        }
        if (sheets.Sum(sheet => sheet.CellsRead) > Effort.Limits.Cells)
        {
            throw XlsxRefusedException.TooManyFilledCells(Effort.Limits.Cells);
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
    private static void CheckContents(MemoryStream packed, XlsxEffort effort)
    {
        const long alwaysFine = 10 * 1024 * 1024;
        var limits = effort.Limits;
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
        if (zip.Entries.Count > limits.Parts)
        {
            throw XlsxRefusedException.TooComplex();
        }
        var buffer = new byte[81_920];
        var unpacked = 0L;
        foreach (var entry in zip.Entries)
        {
            var isRelationships = entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
            var before = unpacked;
            using var content = entry.Open();
            while (content.Read(buffer) is > 0 and var count)
            {
                effort.CheckTime();
                unpacked += count;
                if (unpacked > limit)
                {
                    throw XlsxRefusedException.ZipBomb(limit);
                }
                if (isRelationships && unpacked - before > limits.RelationshipBytes)
                {
                    throw XlsxRefusedException.TooComplex();
                }
            }
        }
        packed.Position = 0;
    }

    /// <summary>Finds the workbook's sheets and names.</summary>
    /// <returns>Whether its days count from 1904.</returns>
    private bool Survey(WorkbookPart workbook)
    {
        var date1904 = false;
        using var xml = new XlsxXml(workbook, Effort);
        while (xml.Read())
        {
            if (xml.IsStart("workbookPr"))
            {
                date1904 |= xml.Flag("date1904");
            }
            else if (xml.IsStart("sheet"))
            {
                Add(workbook, xml);
            }
            else if (xml.IsStart("definedName"))
            {
                var isOfOneSheet = xml.Attribute("localSheetId") is not null;
                if (xml.Attribute("name") is { } name && XlsxRange.Read(xml.Text()) is { } range && !isOfOneSheet)
                {
                    names.TryAdd(name, range);
                }
            }
        }
        return date1904;
    }

    /// <summary>Charts on a tab of their own have no cells.</summary>
    private void Add(WorkbookPart workbook, XlsxXml xml)
    {
        if (xml.RelationshipId() is not { } id || !workbook.TryGetPartById(id, out var part) || part is not WorksheetPart cells)
        {
            return;
        }
        if (sheets.Count == Effort.Limits.Sheets)
        {
            throw XlsxRefusedException.TooComplex();
        }
        sheets.Add(new(this, cells, xml.Attribute("name") ?? "", xml.Attribute("state") is "hidden" or "veryHidden"));
    }
}
