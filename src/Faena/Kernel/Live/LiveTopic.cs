using System.Globalization;
using Faena.Kernel.Access;

namespace Faena.Kernel.Live;

/// <summary>
/// Topics of the form <c>{Prefix}:{id}…</c> whose id leads to a place. A person limited to sites or facilities hears only such topics, and
/// of those only what is within reach.
/// </summary>
/// <param name="Prefix"><c>module:what</c>.</param>
/// <param name="Kind">What the id is; null where it stands at no place.</param>
public sealed record LiveTopic(string Prefix, ScopeKind? Kind)
{
    /// <summary>The id that a topic of this form names; null for any other topic.</summary>
    public long? IdIn(string topic) =>
        topic.StartsWith(Prefix + ":", StringComparison.Ordinal)
        && long.TryParse(topic[(Prefix.Length + 1)..].Split(':')[0], CultureInfo.InvariantCulture, out var id)
            ? id
            : null;
}

public static class LiveTopics
{
    public static IServiceCollection AddLiveTopics(this IServiceCollection services, params IEnumerable<LiveTopic> topics)
    {
        foreach (var topic in topics)
        {
            services.AddSingleton(topic);
        }
        return services;
    }
}
