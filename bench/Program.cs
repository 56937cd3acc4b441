using Faena.Bench;

// dotnet run -c Release --project bench [S|M] [rounds|serve]; `serve` keeps the loaded world up for a profiler.
var scale = Scale.Named(args.ElementAtOrDefault(0) ?? "S");
var rounds = args.ElementAtOrDefault(1) ?? "15";

await using var world = await World.Start(scale);
if (rounds == "serve")
{
    world.Describe();
    await world.Served();
    return;
}
var count = int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture);
var report = new Report();
await GridBench.Run(world, count, report);
await SaveBench.Run(world, count, report);
await PreviewBench.Run(world, count, report);
await FloorBench.Run(world, count, report);
report.Print(scale);
