using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Host;

/// <summary>One that is open under a first segment of its own, with a database of its own: a school, or the council.</summary>
/// <param name="slug">First segment of its addresses.</param>
/// <param name="demo">Made-up people; anybody may sign in as one of the cast.</param>
public abstract class Tenant(string slug, string name, bool demo, FieldCipher cipher)
{
    public string Slug => slug;
    public string Name => name;
    public bool Demo => demo;
    public FieldCipher Cipher => cipher;

    /// <summary>A context on behalf of somebody. Dispose it.</summary>
    internal abstract TenantDb Open(Actor actor, TimeProvider clock);
}

/// <summary>A tenant with its kind of database, and its turn to write.</summary>
public abstract class Tenant<TDb>(string slug, string name, bool demo, IDbContextFactory<TDb> databases, WriteGate gate, FieldCipher cipher) : Tenant(slug, name, demo, cipher) where TDb : TenantDb
{
    /// <summary>A context on behalf of somebody. Dispose it.</summary>
    public TDb Database(Actor actor, TimeProvider clock)
    {
        var db = databases.CreateDbContext();
        db.LeaseTo(new Lease(actor, clock, gate));
        // A file is opened once, not once a query: each opening sets journal, order and functions anew. A server's connections are many people's.
        if (db.Database.IsSqlite()) db.Database.OpenConnection();
        return db;
    }

    internal override TenantDb Open(Actor actor, TimeProvider clock) => Database(actor, clock);
}

/// <summary>One school that is open.</summary>
public sealed class OpenSchool(HostedSchool hosted, IDbContextFactory<SamspillDb> databases, WriteGate gate, FieldCipher cipher)
    : Tenant<SamspillDb>(hosted.Slug, hosted.Name, hosted.Demo, databases, gate, cipher)
{
    public string Municipality => hosted.Municipality;
}

/// <summary>The council of the counties and the nation.</summary>
public sealed class OpenCouncil(HostedCouncil hosted, IDbContextFactory<CouncilDb> databases, WriteGate gate, FieldCipher cipher)
    : Tenant<CouncilDb>(Address, hosted.Name, hosted.Demo, databases, gate, cipher)
{
    /// <summary>First segment of its addresses.</summary>
    public const string Address = "council";
}
