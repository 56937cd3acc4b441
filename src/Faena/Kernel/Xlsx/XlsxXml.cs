using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Faena.Kernel.Xlsx;

/// <summary>Reads a part element by element: the whole of it, as a tree, would take twenty times its size.</summary>
internal static class XlsxXml
{
    public static IEnumerable<T> Elements<T>(OpenXmlPart part)
        where T : OpenXmlElement
    {
        using var xml = OpenXmlReader.Create(part);
        while (xml.Read())
        {
            if (xml.IsStartElement && xml.ElementType == typeof(T))
            {
                yield return (T)xml.LoadCurrentElement()!;
            }
        }
    }

    /// <summary>Only those that stand in a parent of the given kind.</summary>
    public static IEnumerable<T> Elements<TParent, T>(OpenXmlPart part)
        where TParent : OpenXmlElement
        where T : OpenXmlElement
    {
        using var xml = OpenXmlReader.Create(part);
        var inside = false;
        while (xml.Read())
        {
            if (xml.ElementType == typeof(TParent))
            {
                inside = xml.IsStartElement;
            }
            else if (inside && xml.IsStartElement && xml.ElementType == typeof(T))
            {
                yield return (T)xml.LoadCurrentElement()!;
            }
        }
    }

    public static string? Attribute(this OpenXmlReader xml, string name)
    {
        foreach (var attribute in xml.Attributes)
        {
            if (attribute.LocalName == name && attribute.NamespaceUri.Length == 0)
            {
                return attribute.Value;
            }
        }
        return null;
    }
}
