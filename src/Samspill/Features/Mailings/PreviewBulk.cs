using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>Who a bulk message would go to.</summary>
/// <param name="Unreached">Receivers without an address that may be used.</param>
/// <param name="LeftToHandler">Families that a named handler tells.</param>
/// <param name="Minutes">How long the sending takes at the school's pace.</param>
/// <param name="Proof">What was shown, in short.</param>
public sealed record BulkPreview(int Receivers, int Mails, int TextMessages, IReadOnlyList<PersonLine> Unreached, int LeftToHandler, int Minutes, string Proof);

/// <summary>Counts the receivers of a bulk message before it is sent.</summary>
public sealed class PreviewBulk(SamspillDb db, BulkReceivers receivers)
{
    public async Task<Outcome<BulkPreview>> RunAsync(BulkOrder order, CancellationToken ct)
    {
        var all = await receivers.OfAsync(order.Audience, order.Course, ct);
        if (all.Count == 0) return BulkRejections.Nobody;
        if (all.Count > BulkMessage.MostReceivers) return BulkRejections.TooMany;
        var (mails, texts) = (all.Count(r => r.IsMail), all.Count(r => r.IsSms));
        var minutes = (int)Math.Ceiling((mails + texts) / (double)(await db.MessageSettingsAsync(ct)).PerMinute);
        return new BulkPreview(all.Count, mails, texts, [.. all.Where(r => r.Address is null).Select(r => r.Person)], await receivers.LeftToHandlerAsync(order.Audience, order.Course, ct), minutes, (order with { Seen = all.Count }).Proof);
    }
}
