/**
 * Working days: weekends, statutory holidays and make-up days. Start with {@link
 * io.duecast.contract.calendar.WorkCalendar}. Time zones and clocks stay outside.
 */
@NullMarked
package io.duecast.contract.calendar;

import org.jspecify.annotations.NullMarked;
