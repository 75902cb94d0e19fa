package io.duecast.ingest.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes an answer to a file as it comes in, up to a limit. */
final class FileBody implements HttpResponse.BodySubscriber<Path> {

  private final Path file;
  private final long limit;
  private final CompletableFuture<Path> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;
  private @Nullable FileChannel out;
  private long written;

  FileBody(Path file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** The answer is larger than the limit. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public CompletionStage<Path> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription started) {
    subscription = started;
    try {
      out =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      started.request(Long.MAX_VALUE);
    } catch (IOException e) {
      onError(e);
      started.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    FileChannel channel = out;
    if (body.isDone() || channel == null) {
      return;
    }
    try {
      for (ByteBuffer part : parts) {
        written += part.remaining();
        if (written > limit) {
          throw new TooLarge();
        }
        while (part.hasRemaining()) {
          channel.write(part);
        }
      }
    } catch (IOException e) {
      onError(e);
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    close();
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    close();
    body.complete(file);
  }

  private void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        body.completeExceptionally(e);
      }
    }
  }
}
