namespace Faena.Kernel.Files;

/// <summary>Where sent files are kept: a folder beside the database's, unless the installation says otherwise.</summary>
public static class FileServices
{
    public static void AddFiles(this IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddSingleton<IFileStore>(new FolderStore(configuration["Files:Folder"] ?? Path.Combine(dataFolder, "files")));
        services.AddSingleton<KeptFiles>();
    }
}
