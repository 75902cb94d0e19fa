/**
 * Models at rest and at work. Start with {@link io.duecast.features.bundle.ModelBundle} (one folder
 * that carries its own story), then {@link io.duecast.features.bundle.Scorer}, the only caller of a
 * model. Tribuo's own ways live in {@link io.duecast.features.bundle.TribuoHazards} and the
 * trainer, dataset and converter behind it, and nowhere else. No Java serialisation, no engine.
 */
@NullMarked
package io.duecast.features.bundle;

import org.jspecify.annotations.NullMarked;
