using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>What is wrong with the page shown in a window, in words.</summary>
internal static class Look
{
    // What sticks out to the right, unless something on the way scrolls or hides it.
    private const string Sideways = """
        () => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const held = e => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (getComputedStyle(p).overflowX !== 'visible') return true; return false; };
          const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1 && !held(e)).map(e => e.outerHTML.slice(0, 90));
          return [`${document.documentElement.scrollWidth} px wide in ${wide}`, ...out.slice(0, 4)];
        }
        """;

    private const string Shape = """
        () => [
          document.querySelectorAll('h1').length === 1 ? '' : `${document.querySelectorAll('h1').length} h1`,
          document.documentElement.lang ? '' : 'no lang',
          document.title.trim() ? '' : 'no title',
          document.querySelectorAll('main').length === 1 ? '' : 'no single main',
          ...[...document.querySelectorAll('h1,h2,h3,a,label,button,th,td,dt,dd,p,span')].map(e => e.innerText.trim()).filter(t => /^[a-z]+(\.[a-z-]+)+$/.test(t) && !/\.(csv|json|zip)$/.test(t)).map(t => `shows the key of a text: ${t}`),
        ].filter(x => x)
        """;

    // Run in the page itself: the bindings' own runner opens another page for each result, at four times the time.
    private const string Axe = """
        async only => {
          const found = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
          return found.violations.map(v => `axe ${v.id} x${v.nodes.length}: ${v.nodes.slice(0, 3).map(n => `${n.html.slice(0, 160)} (${(n.any[0] ?? n.all[0] ?? n.none[0])?.message.slice(0, 120)})`).join(' | ')}`);
        }
        """;

    private static readonly string AxeScript = new BundledAxeScriptProvider().GetScript();

    public static async Task<IReadOnlyList<string>> AtShapeAsync(IPage page) =>
        [.. await page.EvaluateAsync<string[]>(Shape), .. await page.EvaluateAsync<string[]>(Sideways)];

    /// <summary>What axe finds: all of WCAG 2.1 A and AA, and good practice.</summary>
    public static async Task<IReadOnlyList<string>> AtAccessAsync(IPage page)
    {
        await page.EvaluateAsync(AxeScript);
        return await page.EvaluateAsync<string[]>(Axe, new { type = "tag", values = new[] { "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice" } });
    }

    /// <summary>What axe finds about colours, of a page it has looked at before: all that another colour scheme can change.</summary>
    public static async Task<IReadOnlyList<string>> AtColoursAsync(IPage page)
    {
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        return await page.EvaluateAsync<string[]>(Axe, new { type = "rule", values = new[] { "color-contrast" } });
    }
}
