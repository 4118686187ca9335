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

    /// <summary>Who marked a goal as reached: by name, or as the teacher.</summary>
    public static string MarkedBy(this Texts texts, ReachedLine reached) => reached.By.Length > 0 ? reached.By : texts["path.by.teacher"];

    /// <summary>"Hjemmefra, Kari Aune", or the role alone.</summary>
    /// <param name="writer">Empty for somebody protected.</param>
    public static string NoteFrom(this Texts texts, NoteBy author, string writer)
    {
        var role = author.ToString().ToLowerInvariant();
        return writer.Length > 0 ? texts[$"path.note.from.{role}", writer] : texts[$"path.note.role.{role}"];
    }

    private static string Capital(string word) => char.ToUpper(word[0], CultureInfo.CurrentCulture) + word[1..];
}
