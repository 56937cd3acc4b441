using Faena.Kernel.Demo;
using Faena.Kernel.Hosting;
using Faena.Modules.Audit;
using Faena.Modules.Catalog;
using Faena.Modules.Contracts;
using Faena.Modules.Downtime;
using Faena.Modules.Identity;
using Faena.Modules.Molding;

var builder = WebApplication.CreateBuilder(args);
using var logs = LoggerFactory.Create(l => l.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole());
await using var database = await FaenaDatabase.Start(builder.Configuration, builder.Environment.ContentRootPath, logs);

builder.AddKernel(database);
builder.AddIdentity();
builder.Services.AddCatalog();
builder.Services.AddContracts();
builder.Services.AddDowntime();
builder.Services.AddMolding();

var app = builder.Build();

app.UseKernel();
app.MapKernel();
app.MapIdentity();
app.MapCatalog();
app.MapAudit();
app.MapContracts();
app.MapDowntime();
app.MapMolding();

await app.LoadDemoData();
app.GreetWhenStarted();
await app.RunAsync();
