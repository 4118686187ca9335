using System.Runtime.InteropServices;
using Samspill.Domain.Shared;

namespace Samspill.Domain.People;

/// <summary>Who a person's address protection covers beside the person.</summary>
public static class Household
{
    /// <summary>The highest grade in each person's household: a guardian's is the highest of its own and its pupils', a pupil's the highest of its own and its guardians'.</summary>
    /// <remarks>So brothers and sisters who share a guardian share the protection. It goes no further: a guardian of forty children would otherwise join forty homes.</remarks>
    /// <param name="own">Each person's own grade; who is not there has none.</param>
    /// <param name="guardianships">Who is guardian of whom.</param>
    /// <returns>The grade of everybody who has one or is covered by one.</returns>
    public static IReadOnlyDictionary<PersonId, Protection> Shields(
        IEnumerable<KeyValuePair<PersonId, Protection>> own, IReadOnlyCollection<(PersonId Pupil, PersonId Guardian)> guardianships)
    {
        var shields = own.Where(person => person.Value != Protection.None).ToDictionary();
        foreach (var (pupil, guardian) in guardianships) Raise(shields, guardian, shields.GetValueOrDefault(pupil));
        foreach (var (pupil, guardian) in guardianships) Raise(shields, pupil, shields.GetValueOrDefault(guardian));
        return shields;
    }

    private static void Raise(Dictionary<PersonId, Protection> shields, PersonId person, Protection grade)
    {
        if (grade == Protection.None) return;
        ref var shield = ref CollectionsMarshal.GetValueRefOrAddDefault(shields, person, out _);
        if (shield < grade) shield = grade;
    }
}
