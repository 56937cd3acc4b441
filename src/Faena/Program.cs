using Faena.Kernel.Hosting;
using Faena.Modules.Contracts;

var builder = WebApplication.CreateBuilder(args);
using var logs = LoggerFactory.Create(l => l.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
await using var database = await FaenaDatabase.Start(builder.Configuration, logs);

builder.AddKernel(database);

var app = builder.Build();

app.UseKernel();
app.MapKernel();
app.MapContracts();

await app.RunAsync();
