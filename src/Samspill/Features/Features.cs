using Samspill.Features.Access;
using Samspill.Features.Admission;
using Samspill.Features.Advice;
using Samspill.Features.Api;
using Samspill.Features.Audit;
using Samspill.Features.Catalogue;
using Samspill.Features.Complaints;
using Samspill.Features.Council;
using Samspill.Features.Curriculum;
using Samspill.Features.Exchange;
using Samspill.Features.Families;
using Samspill.Features.Family;
using Samspill.Features.Groups;
using Samspill.Features.Gsi;
using Samspill.Features.Lessons;
using Samspill.Features.Letters;
using Samspill.Features.Mailings;
using Samspill.Features.Merging;
using Samspill.Features.Messages;
using Samspill.Features.Nation;
using Samspill.Features.People;
using Samspill.Features.Public;
using Samspill.Features.Reach;
using Samspill.Features.Reporting;
using Samspill.Features.Rooms;
using Samspill.Features.School;
using Samspill.Features.Statistics;
using Samspill.Features.Strategy;
using Samspill.Features.Surveys;
using Samspill.Features.Timetables;
using Samspill.Features.WorkingTime;
using Samspill.Features.Yearly;

namespace Samspill.Features;

/// <summary>The modules: each adds its own use cases and endpoints.</summary>
internal static class FeatureList
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddSchool();
        services.AddPeople();
        services.AddCatalogue();
        services.AddAdmission();
        services.AddYearly();
        services.AddFamilies();
        services.AddGroups();
        services.AddTimetables();
        services.AddRooms();
        services.AddLessons();
        services.AddCurriculum();
        services.AddWorkingTime();
        services.AddGsi();
        services.AddStatistics();
        services.AddReach();
        services.AddAdvice();
        services.AddSurveys();
        services.AddLetters();
        services.AddComplaints();
        services.AddMessages();
        services.AddMailings();
        services.AddAccess();
        services.AddApi();
        services.AddAudit();
        services.AddExchange();
        services.AddMerging();
        services.AddStrategy();
        services.AddReporting();
        services.AddNation();
        services.AddCouncil();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapSchool();
        app.MapPeople();
        app.MapCatalogue();
        app.MapPublic();
        app.MapAdmission();
        app.MapFamily();
        app.MapLessons();
        app.MapYearly();
        app.MapFamilies();
        app.MapLetters();
        app.MapComplaints();
        app.MapMessages();
        app.MapMailings();
        app.MapAccess();
        app.MapAudit();
        app.MapExchange();
        app.MapStatistics();
        app.MapNation();
    }
}
