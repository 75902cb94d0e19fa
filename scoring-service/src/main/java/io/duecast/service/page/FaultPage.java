package io.duecast.service.page;

/** A page that could not be shown, or has nothing to show yet, with what to do. */
public record FaultPage(Frame frame, String code, String title, String detail) {

  public Words words() {
    return frame.words();
  }
}
