package io.duecast.simulator;

/** Writes the masters: suppliers, customers, materials. */
final class Masters {

  private static final String ORGANISATION = "100";

  private final Company company;
  private final Export export;

  Masters(Company company, Export export) {
    this.company = company;
    this.export = export;
  }

  void write(Draw draw) {
    for (Supplier supplier : company.suppliers()) {
      long created = Moment.within(supplier.firstDay() - 20, 9, 17, draw);
      export
          .file(Form.SUPPLIER)
          .number(supplier.id())
          .text(supplier.number())
          .text(supplier.name())
          .text(supplier.shortName())
          .text(supplier.trade().name())
          .text("C")
          .text("A")
          .moment(created)
          .moment(Moment.plusMinutes(created, draw.between(5, 600)))
          .text(supplier.creditCode())
          .text("CG")
          .text(supplier.grade())
          .text(supplier.province().name())
          .text(ORGANISATION)
          .number(supplier.id())
          .end();
    }
    for (Customer customer : company.customers()) {
      long created = Moment.within(company.first() - 30, 9, 17, draw);
      export
          .file(Form.CUSTOMER)
          .number(customer.id())
          .text(customer.number())
          .text(customer.name())
          .text(customer.shortName())
          .text("直销客户")
          .text("C")
          .text("A")
          .moment(created)
          .moment(created)
          .text(customer.province().name())
          .text(ORGANISATION)
          .number(customer.id())
          .end();
    }
    company.items().forEach(this::material);
    company.finished().forEach(this::material);
  }

  private void material(Item item) {
    CsvFile file = export.file(Form.MATERIAL);
    file.number(item.id())
        .text(item.code())
        .text(item.name())
        .text(item.specification())
        .text(item.trade().unit())
        .text(item.trade().name())
        .text("C")
        .text("A");
    if (item.leadDays() > 0) {
      file.number(item.leadDays());
    } else {
      file.empty();
    }
    file.text(ORGANISATION).number(item.id()).end();
  }
}
