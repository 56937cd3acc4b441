using Faena.Kernel.Demo;
using Faena.Kernel.Jobs;
using Faena.Kernel.Ui;
using Faena.Modules.Identity.Demo;
using Faena.Modules.Identity.Pins;
using Faena.Modules.Identity.Pins.Pages;
using Faena.Modules.Identity.Sessions;
using Faena.Modules.Identity.Stations;
using Faena.Modules.Identity.Stations.Pages;
using Faena.Modules.Identity.Tokens;
using Faena.Modules.Identity.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Faena.Modules.Identity;

/// <summary>Who people and integrations are, how they sign in, and what they may do.</summary>
public static class IdentityModule
{
    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(SessionLifetime.From(builder.Configuration));
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = Passwords.Iterations);
        services.AddSingleton<Passwords>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<OneSession>();
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<PinThrottle>();
        services.AddSingleton<VerifiedPins>();
        services.AddSingleton<StationKey>();
        services.AddSingleton<SignedActs>();
        services.AddSingleton<FirstAdministrator>();
        services.AddHostedService(all => all.GetRequiredService<FirstAdministrator>());
        services.AddMenu(new MenuEntry(MenuSection.Administration, 3, "identity.stations", "/administration/stations", "identity.manage"));
        services.AddSingleton<IDemoData, DemoPeople>();
        services.AddCleaning(SignInThrottle.CleanSql, SignInThrottle.Kept);
        services.AddCleaning(PinThrottle.CleanSql, PinThrottle.Kept);
        services.AddCleaning(OneSession.CleanSql, OneSession.EndedKept);
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, CallerAuthentication>(
            CallerAuthentication.Scheme,
            configureOptions: null
        );
    }

    public static void MapIdentity(this WebApplication app)
    {
        ShowSignIn.Map(app);
        ShowPassword.Map(app);
        ShowOwnPin.Map(app);
        ShowStationsPage.Map(app);
        var session = app.MapGroup("/api/session").WithTags("Session");
        SignIn.Map(session);
        ShowSession.Map(session);
        SignOut.Map(session);
        ChooseLanguage.Map(session);
        ChangePassword.Map(session);
        Preferences.Map(session);
        SetOwnPin.Map(session);
        ShowStation.Map(session);

        var users = app.MapGroup("/api/identity/users").WithTags("Users");
        CreateUser.Map(users);
        ListUsers.Map(users);
        ChangeUser.Map(users);
        SetPin.Map(users);
        RemovePin.Map(users, session);

        var tokens = app.MapGroup("/api/identity/tokens").WithTags("Tokens");
        IssueToken.Map(tokens);
        ListTokens.Map(tokens);
        RevokeToken.Map(tokens);

        var stations = app.MapGroup("/api/identity/stations").WithTags("Stations");
        MakeStation.Map(stations);
        ListStations.Map(stations);
        RevokeStation.Map(stations);
    }
}
