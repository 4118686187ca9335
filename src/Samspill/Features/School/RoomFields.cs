using Samspill.Domain.School;

namespace Samspill.Features.School;

/// <summary>What the fields of one room are drawn from: as it stands, or as it was typed and refused.</summary>
/// <param name="Code">Null for a new room.</param>
/// <param name="Refused">Messages beside the fields are this room's.</param>
public sealed record RoomFields(string? Code, RoomForm Room, string? TypedCode, bool Refused)
{
    public static RoomFields Of(EditSitePage page, Room? room)
    {
        var refused = page.Refused == (room?.Code ?? "");
        return new RoomFields(room?.Code, refused ? page.Room : room is null ? new RoomForm() : RoomForm.Of(room), refused ? page.RoomCode : room?.Code, refused);
    }
}
