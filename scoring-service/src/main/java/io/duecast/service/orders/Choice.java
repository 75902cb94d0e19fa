package io.duecast.service.orders;

/** A value that a filter can take, with the number of open lines behind it. */
public record Choice(String value, String label, long lines) {}
