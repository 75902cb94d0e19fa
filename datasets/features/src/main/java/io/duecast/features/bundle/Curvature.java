package io.duecast.features.bundle;

import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.DenseVector;

/**
 * Curvature of a weighted squared or logistic loss with a ridge: what a slope is divided by on the
 * way to the least loss (Newton's method).
 */
final class Curvature {

  /** The constant is free; this keeps the matrix regular where nothing weighs anything. */
  private static final double FREE = 1e-6;

  /** Rows taken at once, so that the matrix is read and written a quarter as often. */
  private static final int BLOCK = 4;

  private final DenseMatrix.CholeskyFactorization root;
  private final double ridge;
  private final int width;

  /**
   * The curvature {@code sum of weight x x' + ridge}.
   *
   * @param rows standardised inputs of one width, the constant last
   * @param weights one per row, not negative
   * @param ridge added for every input but the constant
   */
  Curvature(float[][] rows, double[] weights, double ridge) {
    this.ridge = ridge;
    this.width = rows[0].length;
    double[][] gram = new double[width][width];
    // Vector instructions need numbers of one kind.
    double[][] block = new double[BLOCK][width];
    for (int from = 0; from < rows.length; from += BLOCK) {
      for (int i = 0; i < BLOCK; i++) {
        boolean isRow = from + i < rows.length;
        double root = isRow ? Math.sqrt(weights[from + i]) : 0;
        float[] row = rows[isRow ? from + i : from];
        for (int k = 0; k < width; k++) {
          block[i][k] = root * row[k];
        }
      }
      add(gram, block[0], block[1], block[2], block[3]);
    }
    for (int k = 0; k < width; k++) {
      gram[k][k] += ridge(k);
      for (int j = 0; j < k; j++) {
        gram[j][k] = gram[k][j];
      }
    }
    this.root =
        DenseMatrix.createDenseMatrix(gram)
            .choleskyFactorization()
            .orElseThrow(() -> new IllegalStateException("A matrix with a ridge has a root."));
  }

  private static void add(
      double[][] gram, double[] first, double[] second, double[] third, double[] fourth) {
    for (int k = 0; k < gram.length; k++) {
      double[] into = gram[k];
      double a = first[k];
      double b = second[k];
      double c = third[k];
      double d = fourth[k];
      for (int j = 0; j <= k; j++) {
        into[j] += a * first[j] + b * second[j] + (c * third[j] + d * fourth[j]);
      }
    }
  }

  private double ridge(int input) {
    return input < width - 1 ? ridge : FREE;
  }

  /**
   * Moves {@code weights} by the slope of the loss without its ridge: to where the loss is least if
   * it is squared and this is its curvature, towards it otherwise.
   *
   * @return the longest move of a weight
   */
  double step(double[] weights, double[] slope) {
    double[] whole = new double[width];
    for (int k = 0; k < width; k++) {
      whole[k] = slope[k] - ridge(k) * weights[k];
    }
    double[] moves = root.solve(DenseVector.createDenseVector(whole)).toArray();
    double longest = 0;
    for (int k = 0; k < width; k++) {
      weights[k] += moves[k];
      longest = Math.max(longest, Math.abs(moves[k]));
    }
    return longest;
  }
}
