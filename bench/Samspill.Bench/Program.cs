using Samspill.Bench;

switch (args)
{
    case ["placement"]: PlacementBench.Run(Console.Out); return 0;
    default:
        Console.Error.WriteLine("usage: bench placement");
        return 2;
}
