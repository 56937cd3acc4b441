namespace Faena.Kernel.Hosting;

/// <summary>What holds for the whole installation.</summary>
/// <param name="TimeZone">Where its days begin, unless a site or facility says otherwise (<c>Faena:TimeZone</c>).</param>
public sealed record Installation(TimeZoneInfo TimeZone)
{
    public static Installation From(IConfiguration configuration) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(configuration["Faena:TimeZone"] ?? "America/Mexico_City"));
}
