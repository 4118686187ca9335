using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Features.Admission;
using Samspill.Gateways.Printing;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>Letters as PDF: one on demand, for the family itself or the office; a printed file of a job for the office.</summary>
internal static class LetterDownloads
{
    public const string Pdf = "application/pdf";

    public static void MapLetterFiles(this WebApplication app)
    {
        app.MapGet("/vedtak/{id:guid}/brev.pdf", OneAsync).RequireAuthorization(Can.ReadDecisions);
        app.MapGet("/brev/fil/{id:guid}.pdf", FileAsync).RequireAuthorization(Can.PrintLetters);
    }

    public static async Task<IResult> OneAsync(Guid id, SamspillDb db, Actor actor, Disclosure disclosure, WriteLetters write, PdfPrinter printer, Texts texts, CancellationToken ct)
    {
        var wish = new ApplicationId(id);
        if (await db.DecidedRunAsync(wish, ct) is not { Run: var run }) return Results.NotFound();
        var cases = await db.LetterCasesAsync(run, [wish], ct);
        var child = cases[0].Child;
        if (!actor.IsFamilyOf(child.Id) && !actor.May(Can.PrintLetters) || disclosure.Show(child.Id, child.Shield, "") is null) return Results.NotFound();
        if (!actor.IsFamilyOf(child.Id)) db.Note("printed", $"Application {id}", "letter");
        await db.SaveChangesAsync(ct);
        var language = actor.IsFamilyOf(child.Id) ? Languages.Known(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) : cases[0].Language;
        if ((await write.HtmlAsync(cases, language, WriteLetters.StyleBeside, ct)).Refused(out var why, out var html)) return why.Problem(texts);
        if ((await printer.PrintAsync(html, 2, ct)).Refused(out why, out var pdf)) return why.Problem(texts);
        return Results.File(pdf, Pdf, texts["letter.file.one", cases[0].Code]);
    }

    public static async Task<IResult> FileAsync(Guid id, SamspillDb db, Actor actor, OpenSchool school, Texts texts, CancellationToken ct)
    {
        var file = await db.LetterFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == new LetterFileId(id), ct);
        if (file?.Sealed is not { } sealedPdf || file.Shielded && !actor.May(Can.SeeProtected)) return Results.NotFound();
        db.Note(file.Shielded ? "looked" : "downloaded", $"LetterFile {id}", file.Shielded ? "protected" : null);
        await db.SaveChangesAsync(ct);
        return Results.File(school.Cipher.DecryptBytes(sealedPdf), Pdf, texts["letter.file.many", file.Number, file.Language]);
    }
}
