package io.duecast.contract.calendar;

import io.duecast.contract.process.OwnerRole;
import java.time.ZoneId;

/**
 * Where the stages of one order line happen. A stage that is the partner's turn happens at theirs,
 * every other one at our site.
 *
 * @param zone business zone of the source: the days in which the line as a whole is told
 * @param ours our site, whose calendar also counts for the line as a whole
 * @param partnerRole whose stages are the partner's: the supplier's of what is bought, the
 *     customer's of what is sold
 */
public record LinePlaces(ZoneId zone, Place ours, Place partners, OwnerRole partnerRole) {

  /** A line whose stages all happen in one place. */
  public static LinePlaces at(WorkCalendar calendar, ZoneId zone) {
    Place place = new Place(calendar, zone);
    return new LinePlaces(zone, place, place, OwnerRole.SUPPLIER);
  }

  /** Where a stage happens. */
  public Place of(OwnerRole owner) {
    return owner == partnerRole ? partners : ours;
  }
}
