using System.Globalization;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Features.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

internal static class CurriculumWords
{
    /// <summary>"Piano", or the field of art: "Musikk".</summary>
    public static string Subject(this Texts texts, Discipline discipline, string? subject) => subject is { Length: > 0 } ? Capital(subject) : texts.Name(discipline);

    /// <summary>"Piano, kjerne".</summary>
    public static string Name(this Texts texts, CurriculumScope scope) => texts["curriculum.name", texts.Subject(scope.Discipline, scope.Subject), texts.Name(scope.Programme).ToLower(CultureInfo.CurrentCulture)];

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.CurrentCulture) + word[1..];
}
