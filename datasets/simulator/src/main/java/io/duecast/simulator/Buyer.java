package io.duecast.simulator;

/**
 * A buyer of the company.
 *
 * @param slack factor on the lead time this buyer asks for
 * @param rush probability of asking for goods in much less than the lead time
 * @param minds whether this buyer adds the days that public holidays take
 */
record Buyer(
    String code,
    String name,
    String deptCode,
    String deptName,
    double slack,
    double rush,
    boolean minds) {}
