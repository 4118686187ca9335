using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Host;

/// <summary>Keeps the keys that protect cookies and forms in the host database, so that every node and every restart knows them.</summary>
public sealed class ProtectionKeys(Schools schools) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = schools.HostDatabase();
        return [.. db.ProtectionKeys.AsNoTracking().Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = schools.HostDatabase();
        db.ProtectionKeys.Add(new ProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}
