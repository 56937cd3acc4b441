using Faena.Bench;

// dotnet run -c Release --project bench [S|M] [rounds]
var scale = Scale.Named(args.ElementAtOrDefault(0) ?? "S");
var rounds = int.Parse(args.ElementAtOrDefault(1) ?? "15", System.Globalization.CultureInfo.InvariantCulture);

await using var world = await World.Start(scale);
var report = new Report();
await GridBench.Run(world, rounds, report);
await SaveBench.Run(world, rounds, report);
report.Print(scale);
