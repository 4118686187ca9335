namespace Samspill.Features.Merging;

internal static class MergingModule
{
    public static void AddMerging(this IServiceCollection services) => services.AddScoped<MergeSchools>().AddScoped<HandOver>().AddScoped<ShieldClosed>();
}
