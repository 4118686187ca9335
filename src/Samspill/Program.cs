return await Samspill.Commands.CommandLine.RunAsync(args);
