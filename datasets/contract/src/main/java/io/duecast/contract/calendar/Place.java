package io.duecast.contract.calendar;

import java.time.ZoneId;

/** Where something happens: the days people work there, and the zone in which these begin. */
public record Place(WorkCalendar calendar, ZoneId zone) {}
