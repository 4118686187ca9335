Console.WriteLine("bench VERB");
