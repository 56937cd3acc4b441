using Faena.Tests.Support;

namespace Faena.Tests.Architecture;

public class AuditTests(TestApp app) : IClassFixture<TestApp>
{
    // Each with the reason why no trigger watches it.
    private static readonly Dictionary<string, string> NotWatched = new()
    {
        ["audit.audit_log"] = "is the log itself",
        ["kernel.migration"] = "is the journal of the schema",
        ["kernel.demo_data"] = "notes that the data is invented",
        ["kernel.job"] = "says itself who asked for what; what a job changes is recorded where it does",
        ["kernel.file"] = "says itself who sent what when; what it is for is recorded where it is claimed",
        ["kernel.import"] = "is a file's way in; what it changes is recorded where it does",
        ["kernel.recurring_job"] = "is a clock",
        ["kernel.idempotency_key"] = "repeats answers that are recorded where the work was done",
        ["identity.sessions"] = "changes with every minute of use; LOGIN, LOGOUT and SESSION_TAKEOVER are entries",
        ["identity.user_logins"] = "is a log itself",
        ["identity.sign_in_failure"] = "is counted and forgotten; LOGIN_FAILED is an entry",
        ["identity.pin_failure"] = "is counted and forgotten; PIN_FAILED is an entry",
        ["identity.station_key"] = "is made once, by the system, and is a secret",
        ["identity.user_preference"] = "is how a person likes their own screens, no record of the company",
        ["catalog.shift_occurrence"] = "follows from shifts, which are watched, and is written once",
        ["contracts.family"] = "is the lock and the save number of a family",
        ["contracts.family_save"] = "says itself who saved what when",
        ["contracts.line_item"] = "is rebuilt from the issues' lines, which are watched",
        ["contracts.line_month"] = "is the sum of records, which are watched",
        ["contracts.importacion_ot_informe"] = "is a log itself",
        ["molding.orden_historial"] = "is a log itself",
        ["downtime.line_watch"] = "is when a tablet was last heard",
        ["contracts.ot_importada"] = "is what a workbook said, which is kept whole",
    };

    [Fact]
    public async Task Every_table_that_people_change_is_watched()
    {
        var unwatched = await app.Rows<string>(
            """
            SELECT n.nspname || '.' || c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
              AND 3 > (
                  SELECT count(*) FROM pg_trigger t
                  WHERE t.tgrelid = c.oid AND t.tgname IN ('audit_insert', 'audit_update', 'audit_delete') AND t.tgenabled = 'O')
            """
        );

        Assert.Equal(NotWatched.Keys.Order(StringComparer.Ordinal), unwatched.Order(StringComparer.Ordinal));
    }
}
