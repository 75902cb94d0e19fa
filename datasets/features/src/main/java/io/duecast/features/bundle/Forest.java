package io.duecast.features.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.features.Calibration;
import io.duecast.features.FactsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * The trees of a booster as arrays. A row costs a few microseconds here and no copy; asked through
 * the booster, one row costs more in preparation than all its trees.
 */
final class Forest {

  /** Numbers of a node: column, threshold as bits, place of its left child. */
  private static final int NODE = 3;

  private static final int LEAF = -1;
  private static final int MISSING_LEFT = 1 << 30;

  private final Tree[] trees;

  /**
   * All trees one behind the other, so that the processor's cache holds them. A right child stands
   * behind its left one. A node without children has {@link #LEAF} for its column and its value for
   * a threshold; a column with {@link #MISSING_LEFT} sends rows without a value to the left.
   */
  private final int[] nodes;

  private final int[] roots;

  /** What every leaf adds, once somebody asks why. */
  private volatile @Nullable Reasons reasons;

  /** Sum of what the trees say on average over their training rows. */
  private final double base;

  private Forest(Tree[] trees) {
    this.trees = trees;
    this.roots = new int[trees.length];
    this.nodes = new int[NODE * Arrays.stream(trees).mapToInt(tree -> tree.left.length).sum()];
    double sum = 0;
    int end = 0;
    for (int i = 0; i < trees.length; i++) {
      roots[i] = end;
      end = trees[i].pack(0, nodes, end, end + NODE);
      sum += trees[i].mean(0);
    }
    this.base = sum;
  }

  /**
   * The trees inside {@code booster}, which adds up log-odds from zero.
   *
   * @param columns place in a row of each feature of the booster
   */
  static Forest of(Booster booster, int[] columns) {
    try {
      String[] dumps = booster.getModelDump((String) null, true, "json");
      Tree[] trees = new Tree[dumps.length];
      for (int i = 0; i < dumps.length; i++) {
        trees[i] = new Tree(FactsJson.MAPPER.readTree(dumps[i]), columns);
      }
      return new Forest(trees);
    } catch (XGBoostError e) {
      throw new IllegalStateException("The booster does not show its trees.", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Probability of the second class for each row of {@code matrix}. */
  float[] probabilities(float[] matrix, int rows) {
    float[] sums = new float[rows];
    int width = rows == 0 ? 0 : matrix.length / rows;
    for (int root : roots) {
      for (int row = 0; row < rows; row++) {
        sums[row] += value(root, matrix, row * width);
      }
    }
    for (int row = 0; row < rows; row++) {
      sums[row] = (float) Calibration.sigmoid(sums[row]);
    }
    return sums;
  }

  private float value(int root, float[] matrix, int from) {
    int node = root;
    int column = nodes[node];
    while (column != LEAF) {
      boolean left =
          goesLeft(
              column,
              matrix[from + (column & ~MISSING_LEFT)],
              Float.intBitsToFloat(nodes[node + 1]));
      node = left ? nodes[node + 2] : nodes[node + 2] + NODE;
      column = nodes[node];
    }
    return Float.intBitsToFloat(nodes[node + 1]);
  }

  /**
   * What each column of the row that begins at {@code from} adds to the log-odds, and the base
   * value behind them: Shapley values over the cover of the training rows (Lundberg, Erion and Lee,
   * <i>Consistent individualized feature attribution for tree ensembles</i>, 2018, section 3).
   *
   * @param into one per column, and one for the base value
   */
  void contributions(float[] matrix, int from, float[] into) {
    Reasons known = reasons;
    if (known == null) {
      known = new Reasons(trees);
      reasons = known;
    }
    double[] added = new double[into.length];
    known.add(sides(matrix, from), added);
    added[into.length - 1] = base;
    for (int i = 0; i < into.length; i++) {
      into[i] = (float) added[i];
    }
  }

  /** For the place of each node, whether the row goes to its left. */
  private boolean[] sides(float[] matrix, int from) {
    boolean[] left = new boolean[nodes.length / NODE];
    for (int place = 0; place < left.length; place++) {
      int column = nodes[place * NODE];
      if (column != LEAF) {
        left[place] =
            goesLeft(
                column,
                matrix[from + (column & ~MISSING_LEFT)],
                Float.intBitsToFloat(nodes[place * NODE + 1]));
      }
    }
    return left;
  }

  private static boolean goesLeft(int column, float one, float threshold) {
    // A comparison with a missing value is false.
    return (column & MISSING_LEFT) != 0 ? !(one >= threshold) : one < threshold;
  }

  /** One tree; node 0 is its root. */
  private static final class Tree {
    private final int[] column;
    private final float[] threshold;
    private final int[] left;
    private final int[] right;
    private final boolean[] missingLeft;
    private final float[] value;
    private final float[] cover;

    /** Where each node stands among those of the forest. */
    private final int[] place;

    Tree(JsonNode root, int[] columns) {
      List<JsonNode> nodes = new ArrayList<>();
      collect(root, nodes);
      int count = nodes.stream().mapToInt(node -> node.path("nodeid").asInt()).max().orElse(0) + 1;
      column = new int[count];
      threshold = new float[count];
      left = new int[count];
      right = new int[count];
      missingLeft = new boolean[count];
      value = new float[count];
      cover = new float[count];
      place = new int[count];
      for (JsonNode node : nodes) {
        int at = node.path("nodeid").asInt();
        cover[at] = node.path("cover").floatValue();
        left[at] = -1;
        if (node.has("leaf")) {
          value[at] = node.path("leaf").floatValue();
        } else {
          // Without names the booster calls its features f0, f1, ...
          column[at] = columns[Integer.parseInt(node.path("split").asText().substring(1))];
          threshold[at] = node.path("split_condition").floatValue();
          left[at] = node.path("yes").asInt();
          right[at] = node.path("no").asInt();
          missingLeft[at] = node.path("missing").asInt() == left[at];
        }
      }
    }

    Leaf[] leaves() {
      List<Leaf> found = new ArrayList<>();
      leaves(0, new int[0], new boolean[0], found);
      return found.toArray(Leaf[]::new);
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
      into.add(node);
      node.path("children").forEach(child -> collect(child, into));
    }

    private void leaves(int node, int[] path, boolean[] wentLeft, List<Leaf> into) {
      if (left[node] < 0) {
        into.add(new Leaf(this, value[node], path, wentLeft));
        return;
      }
      int depth = path.length;
      int[] longer = Arrays.copyOf(path, depth + 1);
      longer[depth] = node;
      boolean[] yes = Arrays.copyOf(wentLeft, depth + 1);
      yes[depth] = true;
      leaves(left[node], longer, yes, into);
      leaves(right[node], longer, Arrays.copyOf(wentLeft, depth + 1), into);
    }

    /**
     * Writes a node and those below it.
     *
     * @param at place of the node
     * @param end first free place
     * @return the new end
     */
    int pack(int node, int[] into, int at, int end) {
      place[node] = at / NODE;
      if (left[node] < 0) {
        into[at] = LEAF;
        into[at + 1] = Float.floatToRawIntBits(value[node]);
        return end;
      }
      into[at] = column[node] | (missingLeft[node] ? MISSING_LEFT : 0);
      into[at + 1] = Float.floatToRawIntBits(threshold[node]);
      into[at + 2] = end;
      int behind = pack(left[node], into, end, end + 2 * NODE);
      return pack(right[node], into, end + NODE, behind);
    }

    /** Mean below a node over the training rows. */
    double mean(int node) {
      return left[node] < 0
          ? value[node]
          : share(node, true) * mean(left[node]) + share(node, false) * mean(right[node]);
    }

    /** Share of a node's training rows that went to one side. */
    double share(int node, boolean toTheLeft) {
      return (double) cover[toTheLeft ? left[node] : right[node]] / cover[node];
    }
  }

  /**
   * What each column of a leaf's path adds, by the set of columns that lead to the leaf: a path of
   * four columns has sixteen such sets, so they are computed once, one leaf behind the other.
   */
  private static final class Reasons {

    /** For each leaf its numbers of steps and columns, its place in the table, both lists. */
    private final int[] program;

    private final float[] table;

    Reasons(Tree[] trees) {
      List<Leaf> leaves = new ArrayList<>();
      for (Tree tree : trees) {
        leaves.addAll(List.of(tree.leaves()));
      }
      program =
          new int
              [leaves.stream().mapToInt(leaf -> 3 + leaf.columns.length + leaf.steps.length).sum()];
      table = new float[leaves.stream().mapToInt(Leaf::size).sum()];
      int at = 0;
      int row = 0;
      for (Leaf leaf : leaves) {
        program[at] = leaf.steps.length;
        program[at + 1] = leaf.columns.length;
        program[at + 2] = row;
        System.arraycopy(leaf.columns, 0, program, at + 3, leaf.columns.length);
        at += 3 + leaf.columns.length;
        System.arraycopy(leaf.steps, 0, program, at, leaf.steps.length);
        at += leaf.steps.length;
        leaf.fill(table, row);
        row += leaf.size();
      }
    }

    /** Adds what all leaves say of a row that goes to the {@code left} of some nodes. */
    void add(boolean[] left, double[] into) {
      int at = 0;
      while (at < program.length) {
        int steps = program[at];
        int columns = program[at + 1];
        int row = program[at + 2];
        int first = at + 3;
        at = first + columns;
        int leading = (1 << columns) - 1;
        for (int end = at + steps; at < end; at++) {
          int step = program[at];
          if (left[step >> Leaf.PLACE] != ((step & 1) == 1)) {
            leading &= ~(1 << (step >> 1 & Leaf.COLUMN));
          }
        }
        row += leading * columns;
        for (int k = 0; k < columns; k++) {
          into[program[first + k]] += table[row + k];
        }
      }
    }
  }

  /** A leaf and the way to it. */
  private static final class Leaf {
    static final int PLACE = 8;
    static final int COLUMN = 127;

    private final double value;
    private final int[] columns;

    /** Place of the node, which of the columns it asks, and whether the way goes to its left. */
    private final int[] steps;

    /** Share of the training rows that each column lets through. */
    private final double[] shares;

    Leaf(Tree tree, double value, int[] path, boolean[] wentLeft) {
      this.value = value;
      this.columns = Arrays.stream(path).map(node -> tree.column[node]).distinct().toArray();
      this.steps = new int[path.length];
      this.shares = new double[columns.length];
      Arrays.fill(shares, 1);
      for (int i = 0; i < path.length; i++) {
        for (int k = 0; k < columns.length; k++) {
          if (columns[k] == tree.column[path[i]]) {
            steps[i] = tree.place[path[i]] << PLACE | k << 1 | (wentLeft[i] ? 1 : 0);
            shares[k] *= tree.share(path[i], wentLeft[i]);
          }
        }
      }
    }

    int size() {
      return columns.length * (1 << columns.length);
    }

    /** Writes the Shapley values of each set of columns that lead here, the set read as bits. */
    void fill(float[] table, int from) {
      int count = columns.length;
      int sets = 1 << count;
      for (int leading = 0; leading < sets; leading++) {
        double[] reach = new double[sets];
        for (int known = 0; known < sets; known++) {
          double product = value;
          for (int k = 0; k < count; k++) {
            product *= (known >> k & 1) == 0 ? shares[k] : leading >> k & 1;
          }
          reach[known] = product;
        }
        double[] values = new double[count];
        for (int known = 0; known < sets; known++) {
          double weight = weight(Integer.bitCount(known), count);
          for (int k = 0; k < count; k++) {
            if ((known >> k & 1) == 0) {
              values[k] += weight * (reach[known | 1 << k] - reach[known]);
            }
          }
        }
        for (int k = 0; k < count; k++) {
          table[from + leading * count + k] = (float) values[k];
        }
      }
    }

    /** Share of the orders of {@code count} columns in which a given one follows given others. */
    private static double weight(int before, int count) {
      double weight = 1.0 / count;
      for (int i = 0; i < before; i++) {
        weight *= (i + 1.0) / (count - 1 - i);
      }
      return weight;
    }
  }
}
