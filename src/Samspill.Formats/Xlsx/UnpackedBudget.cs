namespace Samspill.Formats.Xlsx;

/// <summary>How much may still be unpacked of a file, over all its parts.</summary>
internal sealed class UnpackedBudget(long bytes)
{
    private long left = bytes;

    /// <exception cref="XlsxException">It is used up.</exception>
    public void Take(int count)
    {
        if ((left -= count) < 0) throw new XlsxException($"it unpacks to more than {XlsxReader.MostBytes / 1024 / 1024} MB", isTooLarge: true);
    }
}

/// <summary>Counts what is read.</summary>
internal sealed class CountedStream(Stream inner, UnpackedBudget budget) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private int Counted(int read)
    {
        budget.Take(read);
        return read;
    }
}
