using Samspill.Bench;
using Samspill.Bench.Cbctt;
using Samspill.Bench.Statistics;
using Samspill.Bench.Timetable;

switch (args)
{
    case ["placement"]: PlacementBench.Run(Console.Out); return 0;
    case ["timetable", ..]: TimetableBench.Run(Console.Out, new(args)); return 0;
    case ["replan", ..]: ReplanBench.Run(Console.Out, new(args)); return 0;
    case ["cbctt", ..]: CttBench.Run(Console.Out, new(args)); return 0;
    case ["fet", ..]: return FetBench.Run(Console.Out, new(args));
    case ["smallcell", ..]: return SmallcellBench.Run(Console.Out, new(args));
    case ["nation"]: return NationBench.Run(Console.Out);
    case ["centre", ..]: CentreBench.Run(Console.Out, new(args)); return 0;
    case ["start"]: await StartBench.RunAsync(Console.Out); return 0;
    case ["pages"]: await PagesBench.RunAsync(Console.Out); return 0;
    case ["teaching", ..]: await TeachingBench.RunAsync(Console.Out, new Sizes(args)); return 0;
    case ["steering", ..]: await SteeringBench.RunAsync(Console.Out, new Sizes(args)); return 0;
    case ["letters"]: await LettersBench.RunAsync(Console.Out); return 0;
    case ["rush", ..]: return await RushBench.RunAsync(Console.Out, new Sizes(args));
    case ["crash", ..]: return await CrashDrill.RunAsync(Console.Out, new Sizes(args));
    case ["races", ..]: return await RacesDrill.RunAsync(Console.Out, new Sizes(args));
    case ["weight"]: await WeightBench.RunAsync(Console.Out); return 0;
    default:
        Console.Error.WriteLine("""
            usage: bench VERB
              placement  the engine at four sizes, beside sorting as many keys
              timetable  made weeks of four sizes: time to the first complete one, cost over the planted one [--sizes S,M,L,XL] [--seconds 10,60 | --steps N] [--seeds 5] [--threads 2] [--first: no further than that]
              replan     disturbances of a published week: lessons hit, changed, unplaced, time
              cbctt      17 public instances of the competition of 2007 [--seconds 60] [--seeds 5] [--threads 2] [--out FOLDER] [--only 02]
              fet        Debian's fet-cl beside ours on the same week [--lessons 370] [--seconds 60] [--seed 1]
              smallcell  published tables attacked with glpsol: hidden cells that can be told, share published, the nation's time [--worlds 100] [--seed 1]
              nation     the nation's tables from 357 signed packages: opened, added up, hidden over all levels
              centre     where to open centres, 60 candidates: time to the proof, or the gap [--seeds 5] [--seconds 60]
              start      the demo made, a cold start to the first page, resident memory (published program)
              pages      p50, p95 and p99 of the main pages on both databases, beside an endpoint that does nothing
              teaching   the board, a drag, publishing, a teacher's day and a calendar, with one year of lessons and with ten [--on both|sqlite|postgresql] [--program PATH]
              steering   pages of figures at school and council, a joint report of 15 counties, a merge [--on both|sqlite|postgresql] [--program PATH]
              letters    5300 letters printed to PDF in files of 500, and one on demand (published program, Chromium)
              rush       families apply at once: [--size 10000] [--seconds 300] [--on both|sqlite|postgresql] [--program PATH of one that is built already]
              crash      kill -9 under load with a ledger: [--of program|database] [--kills 100] [--acked 200000] [--clients 16] [--on sqlite|postgresql]
              races      clients race for one seat: [--races 1000] [--clients 32] [--on both|sqlite|postgresql]
              weight     bytes of a first visit to public pages (published program)
            """);
        return 2;
}
