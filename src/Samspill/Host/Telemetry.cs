using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Samspill.Host;

/// <summary>Traces and metrics to a collector, when one is named. Names carry the route's pattern, never a path or a query, so no person's data leaves.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services, ServerOptions options)
    {
        if (options.Telemetry is not { } collector) return;
        var resource = ResourceBuilder.CreateDefault().AddService("samspill");
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("Microsoft.AspNetCore", "Npgsql")
            .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(0.1)))
            .AddOtlpExporter(otlp => (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector}/v1/traces"))).Build()!);
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Microsoft.EntityFrameworkCore", "Npgsql")
            .AddOtlpExporter(otlp => (otlp.Protocol, otlp.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{collector}/v1/metrics"))).Build()!);
        services.AddHostedService<Flush>();
    }

    /// <summary>The framework's own span has no name to go by.</summary>
    public static void UseRequestNames(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (Activity.Current is { } activity && context.GetEndpoint() is RouteEndpoint endpoint)
        {
            activity.DisplayName = $"{context.Request.Method} {endpoint.RoutePattern.RawText}";
            activity.SetTag("http.route", endpoint.RoutePattern.RawText);
            activity.SetTag("school", context.Request.PathBase.Value);
        }
        return next(context);
    });

    private sealed class Flush(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(2000);
            metrics.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
