namespace Faena.Tests.Support;

/// <summary>Finds files of the checkout from a test's bin folder.</summary>
public static class Repo
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>A file of real data, which is never committed: beside the checkout, or where FAENA_SHARED_DATA says. It may be absent.</summary>
    public static string SharedData(string file) =>
        Path.Combine(Environment.GetEnvironmentVariable("FAENA_SHARED_DATA") ?? PathOf("../shared/data"), file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Faena.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No checkout above " + AppContext.BaseDirectory);
        }
        return folder.FullName;
    }
}
