package io.duecast.simulator;

import java.util.List;

/** A stream of random numbers (SplitMix64), the same on every machine for the same seed. */
final class Draw {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  Draw(long seed) {
    this.seed = mix(seed + GOLDEN);
    this.state = this.seed;
  }

  /** An independent stream; the same salt gives the same stream, however much was drawn here. */
  Draw fork(long salt) {
    return new Draw(seed ^ mix(salt * GOLDEN + 1));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform, never 0 and never 1. */
  double unit() {
    return ((next() >>> 12) + 0.5) * 0x1.0p-52;
  }

  /** Uniform in {@code [low, high)}. */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** Uniform in {@code [low, high]}, both included. */
  int whole(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Standard normal. */
  double normal() {
    return StrictMath.sqrt(-2 * StrictMath.log(unit()))
        * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  <T> T of(List<T> choices) {
    return choices.get((int) (unit() * choices.size()));
  }
}
