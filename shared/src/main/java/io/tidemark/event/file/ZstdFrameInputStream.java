package io.tidemark.event.file;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Input stream over all frames of a zstd file, for {@link CompressionCodec}. The library's own
 * stream takes a file for whole that is cut off within its second frame, or has something behind
 * its last one. A window is 128 MiB at most, the library's own limit.
 */
final class ZstdFrameInputStream extends InputStream {

  private static final int SIZE = 128 << 10;

  private final InputStream in;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final byte[] chunk = new byte[SIZE];
  private final ByteBuffer source = ByteBuffer.allocateDirect(SIZE).limit(0);
  private final ByteBuffer target = ByteBuffer.allocateDirect(SIZE).limit(0);
  private boolean within = true; // a frame is not at its end; an empty file has not even one
  private boolean closed;

  ZstdFrameInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!target.hasRemaining()) {
      if (!decompressSome()) {
        return -1;
      }
    }
    int count = Math.min(length, target.remaining());
    target.get(bytes, offset, count);
    return count;
  }

  /** Decompresses some bytes; false at the end of the file. */
  private boolean decompressSome() throws IOException {
    boolean mayHoldMore = within && target.limit() == target.capacity();
    if (!source.hasRemaining() && !mayHoldMore && !readSome()) {
      if (within) {
        throw new EOFException("it ends within a frame of zstd");
      }
      return false;
    }
    target.clear();
    try {
      within = !context.decompressDirectByteBufferStream(target, source);
    } catch (ZstdException e) {
      throw new IOException("a frame is damaged, is none, or needs more than 128 MiB of memory", e);
    }
    target.flip();
    return true;
  }

  private boolean readSome() throws IOException {
    int count = in.read(chunk);
    if (count < 0) {
      return false;
    }
    source.clear().put(chunk, 0, count).flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      context.close();
      in.close();
    }
  }
}
