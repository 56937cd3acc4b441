using System.Globalization;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Faena.Kernel.Xlsx;

/// <summary>
/// Reads a part of a workbook element by element. Nothing is ever built as a tree: a tree takes twenty times its size, and as deep a
/// stack as a stranger nests its elements.
/// </summary>
internal sealed class XlsxXml : IDisposable
{
    // The second is the strict variant of the standard.
    private static readonly string[] Spreadsheet =
    [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ];

    private static readonly string[] Relationship =
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ];

    private readonly XmlReader xml;
    private readonly XlsxEffort effort;

    public XlsxXml(OpenXmlPart part, XlsxEffort effort)
    {
        this.effort = effort;
        xml = XmlReader.Create(
            part.GetStream(FileMode.Open, FileAccess.Read),
            new XmlReaderSettings
            {
                CloseInput = true,
                DtdProcessing = DtdProcessing.Prohibit,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                MaxCharactersInDocument = effort.Limits.UnpackedBytes,
            }
        );
    }

    public void Dispose() => xml.Dispose();

    public bool Read()
    {
        if (!xml.Read())
        {
            return false;
        }
        if (xml.NodeType == XmlNodeType.Element)
        {
            effort.CountElement(xml.Depth);
        }
        return true;
    }

    public bool IsStart(string name) => xml.NodeType == XmlNodeType.Element && Is(name);

    public bool IsEnd(string name) => (xml.NodeType == XmlNodeType.EndElement || (IsStart(name) && xml.IsEmptyElement)) && Is(name);

    /// <summary>The names of the elements that stand directly in this one, while the reader stands at each of them.</summary>
    public IEnumerable<string> Children()
    {
        if (xml.IsEmptyElement)
        {
            yield break;
        }
        var depth = xml.Depth;
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1 && Spreadsheet.Contains(xml.NamespaceURI))
            {
                yield return xml.LocalName;
            }
        }
    }

    /// <summary>The text of this element, without what is nested in it.</summary>
    public string Text()
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }
        var depth = xml.Depth;
        var text = new Pieces(effort.Limits.Characters);
        while (Read() && xml.Depth > depth)
        {
            var isText =
                xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;
            if (isText && xml.Depth == depth + 1)
            {
                text.Add(xml.Value);
            }
        }
        return text.ToString();
    }

    /// <summary>The text of a cell or a shared text without its fonts, and without the reading aids of Japanese.</summary>
    public string RichText()
    {
        var text = new Pieces(effort.Limits.Characters);
        foreach (var part in Children())
        {
            if (part is "t")
            {
                text.Add(Text());
            }
            else if (part is "r")
            {
                foreach (var _ in Children().Where(inRun => inRun is "t"))
                {
                    text.Add(Text());
                }
            }
        }
        return XlsxText.Decode(text.ToString());
    }

    public string? Attribute(string name) => xml.GetAttribute(name);

    public uint? Number(string name) =>
        uint.TryParse(xml.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public bool Flag(string name) => xml.GetAttribute(name) is "1" or "true";

    public string? RelationshipId() => Relationship.Select(space => xml.GetAttribute("id", space)).FirstOrDefault(id => id is not null);

    private bool Is(string name) => xml.LocalName == name && Spreadsheet.Contains(xml.NamespaceURI);

    /// <summary>A text from its pieces, of which there is nearly always one.</summary>
    private struct Pieces(int most)
    {
        private string first = "";
        private StringBuilder? all;

        public void Add(string piece)
        {
            if ((all?.Length ?? first.Length) + piece.Length > most)
            {
                throw XlsxRefusedException.TooComplex();
            }
            if (first.Length == 0)
            {
                first = piece;
            }
            else
            {
                (all ??= new StringBuilder(first)).Append(piece);
            }
        }

        public override readonly string ToString() => all?.ToString() ?? first;
    }
}
