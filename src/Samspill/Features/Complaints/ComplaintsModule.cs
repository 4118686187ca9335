namespace Samspill.Features.Complaints;

internal static class ComplaintsModule
{
    public static void AddComplaints(this IServiceCollection services) => services.AddScoped<SubmitComplaint>().AddScoped<AnswerComplaint>().AddScoped<GrantComplaint>().AddScoped<ComplaintCases>();

    public static void MapComplaints(this WebApplication app) => app.MapComplaintApi();
}
