using Quartz;
using Samspill.Host;

namespace Samspill.Jobs;

/// <summary>Something done for one school by the clock. It may be run twice, or by several nodes at once: that must not matter.</summary>
public interface IClockJob
{
    Task RunAsync(OpenSchool school, CancellationToken ct);
}

/// <summary>A clock job that goes on at a school that has become a part of another: it needs only what is still written there.</summary>
public interface IGoesOnWhenClosed;

/// <summary>A clock job that is done for the council too.</summary>
public interface ICouncilJob
{
    Task RunAsync(OpenCouncil council, CancellationToken ct);
}

/// <summary>Runs a clock job for every school, and for the council when it is for the council too, each in a scope of its own; a school that fails does not stop the others.</summary>
[DisallowConcurrentExecution]
internal sealed class EverySchool<TJob>(IServiceScopeFactory scopes, Schools schools, Closings closings, ILogger<TJob> log) : IJob where TJob : class, IClockJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        foreach (var school in schools.All)
        {
            await RunAsync(school, async job =>
            {
                if (job is IGoesOnWhenClosed || await closings.OfAsync(school) is null) await job.RunAsync(school, cancellationToken);
            });
        }
        if (schools.Council is { } council && typeof(TJob).IsAssignableTo(typeof(ICouncilJob))) await RunAsync(council, job => ((ICouncilJob)job).RunAsync(council, cancellationToken));
    }

    private async Task RunAsync(Tenant tenant, Func<TJob, Task> run)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().Tenant = tenant;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        try { await run(scope.ServiceProvider.GetRequiredService<TJob>()); }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The type only: a message may quote a row.
            log.LogError("{Job} failed at {School}: {Fault}", typeof(TJob).Name, tenant.Slug, fault.GetType().Name);
        }
    }
}

/// <summary>Runs a clock job that is the council's alone.</summary>
[DisallowConcurrentExecution]
internal sealed class AtCouncil<TJob>(IServiceScopeFactory scopes, Schools schools, ILogger<TJob> log) : IJob where TJob : class, ICouncilJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (schools.Council is not { } council) return;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentSchool>().Tenant = council;
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Actor = Actor.System;
        try { await scope.ServiceProvider.GetRequiredService<TJob>().RunAsync(council, cancellationToken); }
        catch (Exception fault) when (fault is not OperationCanceledException) { log.LogError("{Job} failed at the council: {Fault}", typeof(TJob).Name, fault.GetType().Name); }
    }
}

/// <summary>What the clock does, and when (Quartz cron, Europe/Oslo).</summary>
internal static class ClockJobs
{
    /// <summary>In memory on SQLite (one program); clustered on PostgreSQL, so that several nodes share the work.</summary>
    public static void AddJobs(this IServiceCollection services, ServerOptions options)
    {
        if (!options.Jobs) return;
        services.AddQuartz(quartz =>
        {
            if (options.Storage.IsPostgres)
            {
                quartz.ConfigureScheduler(scheduler => scheduler.InstanceId = $"{Environment.MachineName}-{Environment.ProcessId}");
                quartz.UsePersistentStore(store => store.UsePostgres(Npgsql.NpgsqlFactory.Instance, options.Storage.Host).UseClustering(_ => { }).ProvisionSchema());
            }
            else
            {
                quartz.UseInMemoryStore();
            }
            quartz.At<Features.Exchange.KeptUploads>("20 0/10 * * * ?");
            quartz.At<Features.Api.ForgetReplies>("40 15 4 * * ?");
            quartz.At<Features.Audit.SealAudit>("0/5 * * * * ?");
            quartz.At<Features.Messages.SendMessages>("2/5 * * * * ?");
            quartz.At<Features.Messages.ReadReturnedMail>("25 * * * * ?");
            quartz.At<Features.Messages.KnowAddresses>("50 5/30 * * * ?");
            quartz.At<Features.Letters.PrintLetters>("4/5 * * * * ?");
            quartz.At<Features.Admission.LapseOffers>("10 * * * * ?");
            quartz.At<Features.Admission.FillShortCourses>("40 * * * * ?");
            quartz.At<Features.Yearly.RunConfirmations>("20 12 * * * ?");
            quartz.At<Features.Yearly.EndLeaves>("20 17 * * * ?");
            quartz.At<Features.Yearly.TellOfAge>("20 22 * * * ?");
            quartz.At<Features.Surveys.TendSurveys>("20 27 * * * ?");
            quartz.At<Features.Merging.ShieldClosed>("35 0/5 * * * ?");
            quartz.At<Features.Timetables.WorkOnRuns>("1/2 * * * * ?");
            quartz.At<Features.Advice.WorkOnAdvice>("0/2 * * * * ?");
            if (options.Demo)
            {
                quartz.At<Data.DemoHistory>("15 * * * * ?");
                quartz.At<Data.DemoYear>("25 * * * * ?");
                quartz.AtCouncil<Data.DemoNation>("35 * * * * ?");
            }
            quartz.AtCouncil<Features.Nation.PullPackages>("15 40 2 * * ?");
            quartz.AtCouncil<Features.Council.SendReminders>("50 10 7-16 * * ?");
            quartz.At<Features.Admission.EndPlaces>("30 7 * * * ?"); // every hour: a program that was off at midnight catches up
        });
        services.AddQuartzHostedService(hosted => (hosted.WaitForJobsToComplete, hosted.AwaitApplicationStarted) = (true, true));
    }

    private static void At<TJob>(this IQuartzBuilder quartz, string cron) where TJob : class, IClockJob
    {
        var name = typeof(TJob).Name;
        quartz.AddJob<EverySchool<TJob>>(job => job.WithIdentity(name));
        quartz.AddTrigger(trigger => trigger.WithIdentity(name).ForJob(name).WithCronSchedule(cron, schedule => schedule.InTimeZone(Oslo.Zone)));
    }

    private static void AtCouncil<TJob>(this IQuartzBuilder quartz, string cron) where TJob : class, ICouncilJob
    {
        var name = typeof(TJob).Name;
        quartz.AddJob<AtCouncil<TJob>>(job => job.WithIdentity(name));
        quartz.AddTrigger(trigger => trigger.WithIdentity(name).ForJob(name).WithCronSchedule(cron, schedule => schedule.InTimeZone(Oslo.Zone)));
    }
}
