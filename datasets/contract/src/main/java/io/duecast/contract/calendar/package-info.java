/**
 * Working days: weekends, statutory holidays and make-up days, and the places whose days they are.
 * Start with {@link io.duecast.contract.calendar.WorkCalendar}, then {@link
 * io.duecast.contract.calendar.Sites}. Clocks stay outside.
 */
@NullMarked
package io.duecast.contract.calendar;

import org.jspecify.annotations.NullMarked;
