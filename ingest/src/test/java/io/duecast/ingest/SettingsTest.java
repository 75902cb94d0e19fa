package io.duecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.Query;
import io.duecast.ingest.land.InspectedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every value of every setting that is not the default, and all that it changes beside a load with
 * the defaults: each line below is one column of one table, or the rows that come and go. The
 * golden scenarios and the cases beside them run with the defaults alone.
 *
 * <p>The files are those of the golden scenario, edited where its days and states are too alike to
 * show a difference. Settings of one connector are tried together where their changes can be told
 * apart.
 */
class SettingsTest {

  private static final List<Company> COMPANIES =
      List.of(
          company("dynamics365")
              .edit("PurchaseOrderHeadersV2.json", "1900-01-01T12", "2026-03-18T12")
              .edit("PurchaseOrderHeadersV2.json", "\"Draft\"", "\"InExternalReview\"")
              .run(
                  """
                  order_date=requested_ship
                    order_headers.order_date: … → 2026-03-18 ×2
                  external_review=approved
                    order_headers.status: pending → approved
                    order_headers.effective: false → true
                  """),
          company("erpnext")
              .edit("Purchase Order.json", "\"status\": \"Closed\"", "\"status\": \"On Hold\"")
              .with(
                  "Purchase Invoice.json",
                  """
                  {"data": {"name": "PI-1", "owner": "wu@dechuang.example", "creation": "2026-04-07 10:00:00",
                    "modified": "2026-04-07 10:00:00", "docstatus": 1, "posting_date": "2026-04-07", "posting_time": "10:00:00",
                    "status": "Paid", "is_return": 0, "update_stock": 1, "items": [{"name": "s1", "item_code": "M-2005",
                    "qty": 3.0, "uom": "根", "stock_qty": 3.0, "purchase_order": "PUR-ORD-2026-00412", "po_detail": "a1f0c2d3e5"}]}}
                  """)
              .run(
                  """
                  promise=required
                    # What moved is kept as no promise.
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    order_lines.promised_date: 2026-03-25 → 2026-03-20
                  on_hold=open
                    order_lines.line_status: frozen → partial
                  invoices=skip
                    gone: receipts stock_in 3
                    gone: stage_events stocked 3
                    # The counters of the order know nothing of the invoice.
                    rejects COUNTER_DIFFERS: 1 → 0
                  """)
              .run(
                  """
                  versions=skip
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    # A line that was removed is in the log alone.
                    gone: order_lines a1f0c2d3e6 cancelled
                    gone: stage_events confirmed 50, approved 100, approved 20, approved 50
                    order_headers.submitted_at: 2026-03-03T07:40:22.130Z → nothing
                    order_headers.approved_at: 2026-03-03T07:40:22.130Z → nothing
                    order_headers.approved_by: wangqiang@dechuang.example → nothing
                    order_lines.promised_date_first: … → nothing ×2
                    order_lines.promise_source: version → none ×2
                    receipts.approved_at of stock_in: 2026-03-24T08:05:44Z → nothing
                    receipts.known_at of stock_in: 2026-03-24T08:05:44Z → 2026-03-24T07:50:12.900Z
                    stage_events.known_at of stocked: 2026-03-24T08:05:44Z → 2026-03-24T07:50:12.900Z
                  """)
              .run(
                  List.of(
                      new Edit(
                          "Version.json",
                          "\\\"2026-03-20\\\",\\n     \\\"2026-03-25\\\"",
                          "\\\"20/03/2026\\\",\\n     \\\"25/03/2026\\\"")),
                  """
                  # A log that is written so says what the one of the default says.
                  log_dates=dd/MM/yyyy
                  """),
          company("inspur-cloud")
              .run(
                  """
                  plan_date=need
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    new: date_revisions required 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    order_lines.promised_date: … → nothing ×4
                    order_lines.promised_date_first: … → nothing ×4
                    order_lines.promise_source: snapshot → none ×4
                  stock_fall=correction
                    gone: receipts return -5
                    # What the exports count as returned came back in no booking.
                    rejects COUNTER_DIFFERS: 0 → 1
                  """)
              .run(
                  """
                  # No two exports are of one day: nothing between them has a day.
                  gap_days=0
                    gone: receipts arrival 12, arrival 40, arrival 60, return -5, stock_in 12, stock_in 40, stock_in 60
                    gone: stage_events approved nothing ×3, arrived 12, arrived 40, arrived 60, stocked 12, stocked 40, stocked 60
                    order_headers.approved_at: 2026-03-03T16:00:00Z → nothing
                    order_lines.closed_at: … → nothing ×2
                  """),
          company("inspur-ps")
              .also(
                  "inspur-ps-cases",
                  "XSDD.csv",
                  "XSDDMX.csv",
                  "XSTD.csv",
                  "XSTDMX.csv",
                  "KCCKD1.csv",
                  "KCCKD2.csv")
              .edit("KCRKD1.csv", "RK0330-1\t20260330", "RK0330-1\t20260327")
              .run(
                  """
                  receipt_date=document
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-27
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-27
                    stage_events.source_field of stocked: KCRKD1.KCYWRQ → KCRKD1.DJRQ ×3
                  sales=skip
                    gone: order_headers XS601
                    gone: order_lines 1 complete
                    gone: receipts shipment 50
                    gone: stage_events notified 50, shipped 50
                  """),
          company("jiandaoyun")
              .edit("order-00001.json", "\"flowState\":1", "\"flowState\":2")
              .run(
                  """
                  manual_end=closed
                    order_headers.status: approved → closed
                    order_headers.closed_at: nothing → 2026-04-15T02:20:41Z
                  """)
              .run(
                  """
                  manual_end=cancelled
                    order_headers.status: approved → cancelled
                    order_headers.effective: true → false
                    order_headers.cancelled_at: nothing → 2026-04-15T02:20:41Z
                    # Of an order that does not count nobody waits for the approval.
                    gone: stage_events approved 100, approved 20, approved 50
                  line_key=row
                    gone: order_lines M-1001 complete, M-2005 closed_short, M-3009 cancelled, M-1001 open
                    new: order_lines 69a4e2bd5f1c0a0001a1b001 complete, 69a4e2bd5f1c0a0001a1b002 closed_short, 69a4e2bd5f1c0a0001a1b003 cancelled, 69aa1c9c5f1c0a0001a1b021 open
                    # What belongs to a line follows its key.
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    new: date_revisions promised 2026-03-20 2026-03-25
                    gone: stage_events arrived 12, arrived 40, arrived 60, stocked 12, stocked 40, stocked 60
                    new: stage_events arrived 12, arrived 40, arrived 60, stocked 12, stocked 40, stocked 60
                    receipts.order_line_key of arrival: … → … ×3
                    receipts.order_line_key of stock_in: … → … ×4
                    receipts.order_line_key of return: jdy|default|purchase|69a4e2bd5f1c0a0001a10001|M-1001 → jdy|default|purchase|69a4e2bd5f1c0a0001a10001|69a4e2bd5f1c0a0001a1b001
                  """),
          company("kingdee")
              .run(
                  """
                  change_bills=skip
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    order_lines.promised_date_first: 2026-03-20 → 2026-03-25
                    order_lines.promise_source: change_doc → field
                  arrivals=skip
                    gone: receipts arrival 12, arrival 40, arrival 60
                    gone: stage_events arrived 12, arrived 40, arrived 60
                    # A stock-in that names its order line by the arrival alone.
                    receipts.link_quality of stock_in: via_doc → doc_item
                  inspections=skip
                    gone: stage_events inspected 40, inspected 60
                  sales=skip
                    gone: customers k3cloud|default|C0003
                    gone: order_headers XSDD000045
                    gone: order_lines 220001 partial
                    gone: receipts return -10, shipment 60
                    gone: stage_events approved 80, notified 60, shipped 60
                  """),
          company("ocel", "ocel-json")
              .edit("orders.jsonocel", "2026-03-06T00:00:00Z", "2026-03-06T00:00:00+09:00")
              .edit("orders.jsonocel", "2026-03-20T00:00:00Z", "2026-03-20T00:00:00+09:00")
              .edit("orders.jsonocel", "\"type\": \"inspected\"", "\"type\": \"lab\"")
              .edit("orders.jsonocel", "\"type\": \"supplier\"", "\"type\": \"creditor\"")
              .run(
                  """
                  days=zoned
                    order_headers.order_date: 2026-03-06 → 2026-03-05
                    order_lines.required_date: 2026-03-20 → 2026-03-19
                    order_lines.promised_date_first: 2026-03-20 → 2026-03-19
                    date_revisions.old_value: 2026-03-20 → 2026-03-19
                  activities=lab=inspected
                    gone: stage_events lab 60
                    new: stage_events inspected 60
                  types=creditor=supplier
                    new: suppliers ocel|default|S0017
                    order_headers.partner_key: nothing → ocel|default|S0017 ×2
                    order_headers.partner_code_raw: nothing → S0017 ×2
                    order_headers.partner_name_raw: nothing → 苏州恒精密件有限公司 ×2
                  """),
          company("odoo")
              .edit(
                  "purchase.order.json",
                  "\"date_order\":\"2026-03-02 01:14:05\"",
                  "\"date_order\":\"2026-03-10 01:14:05\"")
              .edit(
                  "purchase.order.json",
                  "\"state\":\"purchase\",\"locked\":false",
                  "\"state\":\"purchase\",\"locked\":true")
              .run(
                  """
                  order_date=deadline
                    order_headers.order_date: 2026-03-03 → 2026-03-10
                    order_headers.order_date_basis: date_order → field
                  stocked_at=first
                    gone: receipts arrival 12, arrival 40, arrival 60
                    gone: stage_events arrived 12, arrived 40, arrived 60
                    gone: receipts stock_in 12, stock_in 40, stock_in 60
                    new: receipts stock_in 12, stock_in 40, stock_in 60
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-27
                    stage_events.actual_at of stocked: … → … ×3
                    stage_events.known_at of stocked: … → … ×3
                    stage_events.doc_no of stocked: … → … ×3
                    stage_events.doc_line_id of stocked: … → … ×3
                  """)
              .run(
                  """
                  order_date=created
                    order_headers.order_date: 2026-03-03 → 2026-03-02
                    order_headers.order_date_basis: date_order → field
                  locked=closed
                    order_headers.status: approved → closed
                  """),
          company("sap-b1")
              .edit(
                  "OPDN.csv",
                  "2026-03-30 00:00:00.000,,2026-03-30 00:00:00.000,2026-03-30",
                  "2026-03-30 00:00:00.000,,2026-03-27 00:00:00.000,2026-03-31")
              .edit("POR1.csv", "2026-03-25 00:00:00.000,,", "2026-03-25 00:00:00.000,2026-03-28,")
              .with(
                  "OPCH.csv",
                  """
                  DocEntry,DocNum,ObjType,CANCELED,DocStatus,DocDate,CardCode,isIns
                  970,1970,18,N,O,2026-04-07,S0017,N
                  """)
              .with(
                  "PCH1.csv",
                  """
                  DocEntry,LineNum,ItemCode,Quantity,BaseType,BaseEntry,BaseLine
                  970,0,M-2005,8,22,412,1
                  """)
              .run(
                  """
                  receipt_date=document
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-27
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-27
                    stage_events.source_field of stocked: OPDN.DocDate → OPDN.TaxDate ×3
                  promise=actual_delivery_date
                    # The log knows no other day of it.
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    order_lines.promised_date_first: … → 2026-03-28 ×3
                    order_lines.promised_date: … → … ×4
                    order_lines.promise_source: change_doc → field
                    order_schedules.planned_date: … → … ×4
                    order_schedules.source_field: POR1.ShipDate → POR1.ActDelDate ×4
                  invoices=ignore
                    gone: receipts stock_in 8
                    gone: stage_events stocked 8
                    order_lines.line_status: complete → closed_short
                    order_lines.closed_at: nothing → 2026-04-15T02:20:41Z
                    order_lines.closed_by: nothing → 李敏
                  """)
              .run(
                  """
                  receipt_date=created
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-31
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-31
                    stage_events.source_field of stocked: … → … ×4
                  change_log=skip
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    order_lines.promised_date_first: … → nothing ×3
                    order_lines.promise_source: … → none ×3
                    # When the order was closed, instead of when its line was.
                    order_lines.closed_at: 2026-03-05T03:02:00Z → 2026-04-15T02:20:41Z
                  approvals=skip
                    gone: stage_events approved 100, approved 20, approved 50
                    order_headers.submitted_at: 2026-03-02T01:14:00Z → nothing
                    order_headers.approved_at: 2026-03-03T07:40:00Z → nothing
                    order_headers.approved_by: 王强 → nothing
                  """),
          company("sap-ecc")
              .edit(
                  "EKKO.csv",
                  "20260306|LIMIN|S0017|1000|023|CNY",
                  "20260306|LIMIN|S0017|1000|023|JPY")
              .edit("EKBE.csv", "20260330|090210", "20260331|090210")
              .run(
                  """
                  receipt_date=document
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-27
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-27
                    stage_events.source_field of stocked: EKBE.BUDAT → EKBE.BLDAT ×3
                  amounts=stored
                    order_lines.price_net: 42 → 4200
                    order_lines.amount_net: 1260 → 126000
                  promise=confirmation
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    new: date_revisions required 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    # Two lines were confirmed, one of them for another day than is planned.
                    order_lines.promised_date: … → … ×3
                    order_lines.promised_date_first: … → nothing ×2
                    order_lines.promise_source: field → none ×2
                  """)
              .run(
                  """
                  receipt_date=entry
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-31
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-31
                    stage_events.source_field of stocked: EKBE.BUDAT → EKBE.CPUDT ×3
                  change_documents=skip
                    # The same change, known from the schedule alone and not with its instant.
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    new: date_revisions promised 2026-03-20 2026-03-25
                    gone: stage_events approved 100, approved 20, approved 50
                    order_headers.created_at: … → … ×2
                    order_headers.approved_at: 2026-03-03T07:40:22Z → nothing
                    order_headers.approved_by: WANGQIANG → nothing
                    order_headers.source_modified_at: … → nothing ×2
                    order_lines.closed_at: … → … ×2
                    order_lines.closed_by: LIMIN → nothing ×2
                    order_lines.source_modified_at: … → nothing ×4
                  confirmation_type=ZZ
                    gone: stage_events confirmed 100, confirmed 20
                    order_schedules.confirmed_date: … → nothing ×2
                    order_schedules.confirmed_qty: … → nothing ×2
                  shipping_type=ZZ
                    gone: stage_events shipped 40, shipped 60
                  """),
          company("xes")
              .edit("orders.xes", "2026-03-06T00:00:00.000+08:00", "2026-03-06T00:00:00.000+09:00")
              .edit("orders.xes", "2026-03-20T00:00:00.000+08:00", "2026-03-20T00:00:00.000+09:00")
              .edit(
                  "orders.xes",
                  "<string key=\"org:resource\" value=\"赵收\"/>",
                  "<string key=\"org:resource\" value=\"赵收\"/><date key=\"planned_date\" value=\"2026-03-20T00:00:00.000+09:00\"/>")
              .edit("orders.xes", "\"检验\"", "\"化验\"")
              .run(
                  """
                  days=zoned
                    order_headers.order_date: 2026-03-06 → 2026-03-05
                    order_lines.required_date: 2026-03-20 → 2026-03-19
                    order_lines.promised_date_first: 2026-03-20 → 2026-03-19
                    date_revisions.old_value: 2026-03-20 → 2026-03-19
                    stage_events.planned_on of arrived: 2026-03-20 → 2026-03-19 ×3
                  activities=化验=inspected
                    gone: stage_events 化验 60, 化验_start 60
                    new: stage_events inspected 60, inspected_start 60
                  """),
          company("yonyou-nc6")
              .edit("ic_purchasein_h.csv", "2026-03-30 09:02:10", "2026-03-31 09:02:10")
              .edit("ic_purchasein_h.csv", "2026-03-30 09:20:11", "2026-04-01 09:20:11")
              .run(
                  """
                  receipt_date=created
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-31
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-31
                    stage_events.source_field of arrived: po_arriveorder.dbilldate → po_arriveorder.creationtime ×3
                    stage_events.source_field of stocked: ic_purchasein_b.dbizdate → ic_purchasein_h.creationtime ×3
                  plan_date=need
                    gone: date_revisions promised 2026-03-20 2026-03-25
                    new: date_revisions required 2026-03-20 2026-03-25
                    order_lines.required_date: 2026-03-20 → 2026-03-25
                    order_lines.promised_date: … → nothing ×4
                    order_lines.promised_date_first: … → nothing ×4
                    order_lines.promise_source: … → none ×4
                  supplier_scope=org
                    gone: suppliers nc6|default|S0017
                    new: suppliers nc6|default|0001A110000000000001/S0017
                    order_headers.partner_key: nc6|default|S0017 → nc6|default|0001A110000000000001/S0017 ×2
                  """)
              .run(
                  """
                  receipt_date=approved
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-04-01
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-04-01
                    stage_events.source_field of arrived: po_arriveorder.dbilldate → po_arriveorder.taudittime ×3
                    stage_events.source_field of stocked: ic_purchasein_b.dbizdate → ic_purchasein_h.taudittime ×3
                  red_stock_in=reversal
                    receipts.kind of return: return → stock_in
                    new: stage_events stocked -5
                    order_lines.line_status: complete → closed_short
                    order_lines.closed_at: nothing → 2026-04-02T06:02:08Z
                    rejects COUNTER_DIFFERS: 0 → 1
                  """)
              .run(
                  """
                  stock_in=entered
                    receipts.effective of stock_in: false → true
                    # It was the first to be stocked: the others follow it.
                    new: stage_events stocked 40
                    stage_events.qty of stocked: 40 → 60
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-24
                    stage_events.actual_at of stocked: … → … ×2
                    stage_events.known_at of stocked: … → … ×2
                    stage_events.doc_no of stocked: … → … ×2
                    stage_events.doc_line_id of stocked: … → … ×2
                    rejects COUNTER_DIFFERS: 0 → 1
                  """),
          company("yonyou-u8")
              .also(
                  "yonyou-u8-cases",
                  "SO_SOMain.csv",
                  "SO_SODetails.csv",
                  "DispatchList.csv",
                  "DispatchLists.csv",
                  "rdrecord32.csv",
                  "rdrecords32.csv",
                  "Customer.csv")
              .edit("RdRecord01.csv", "2026-03-30 09:02:10", "2026-03-31 09:02:10")
              .edit("RdRecord01.csv", "2026-03-30 09:20:11", "2026-04-01 09:20:11")
              // The goods went back without a note of return.
              .edit("rdrecords01.csv", "4000000741", "4000000701")
              .edit(
                  "PU_ArrivalVouchs.csv",
                  "4000000741,4000000131,1000002601,0000000218,M-1001,-5.0000000000,-5.0000000000,NULL,NULL,NULL,-5.0000000000,4000000701,CK01,0\n",
                  "")
              .run(
                  """
                  plan_date=need
                    order_lines.promised_date: … → nothing ×4
                    order_lines.promised_date_first: 2026-04-03 → nothing
                    order_lines.promise_source: field → none
                  receipt_date=created
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-31
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-31
                    stage_events.source_field of arrived: PU_ArrivalVouch.dDate → PU_ArrivalVouch.cMakeTime ×3
                    stage_events.source_field of stocked: RdRecord01.dDate → RdRecord01.dnmaketime ×3
                  shipped_by=dispatch
                    gone: receipts return -10, shipment 60
                    new: receipts return -10, shipment 60
                    gone: stage_events notified 60
                    stage_events.actual_on of shipped: 2026-04-01 → 2026-03-31
                    stage_events.actual_at of shipped: 2026-04-01T07:00:00Z → 2026-03-31T02:00:00Z
                    stage_events.known_at of shipped: 2026-04-01T07:00:00Z → 2026-03-31T02:00:00Z
                    stage_events.owner_name of shipped: 孙库 → 周晴
                    stage_events.doc_no of shipped: CK0001 → FH0001
                    stage_events.doc_line_id of shipped: 3101 → 5101
                    stage_events.source_field of shipped: RdRecord32.dDate → DispatchList.dcreatesystime
                  """)
              .run(
                  """
                  first_promise=never
                    order_lines.promised_date_first: 2026-04-03 → nothing
                    order_lines.promise_source: field → none
                  receipt_date=approved
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-04-01
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-04-01
                    stage_events.source_field of arrived: PU_ArrivalVouch.dDate → PU_ArrivalVouch.caudittime ×3
                    stage_events.source_field of stocked: RdRecord01.dDate → RdRecord01.dnverifytime ×3
                  red_stock_in=reversal
                    receipts.kind of return: return → stock_in
                    new: stage_events stocked -5
                    order_lines.line_status: complete → partial
                  sales=skip
                    gone: customers u8|default|C0003
                    gone: order_headers XS0001, XS0002
                    gone: order_lines 6101 partial, 6102 cancelled, 6201 open
                    gone: receipts return -10, shipment 60
                    gone: stage_events approved 5, approved 80, notified 60, shipped 60
                  """),
          company("yonyou-u8-openapi")
              .edit(
                  "purchaseorder.json",
                  "\"state\": \"开立\",",
                  "\"state\": \"开立\", \"changer\": \"李敏\",")
              // The note of return becomes an arrival: the red stock-in has none.
              .edit("purchasereceipt.json", "\"-5.00\"", "\"5.00\"")
              .run(
                  """
                  plan_date=need
                    order_lines.promised_date: … → nothing ×4
                  red_stock_in=reversal
                    receipts.kind of return: return → stock_in
                    new: stage_events stocked -5
                    order_lines.line_status: complete → partial
                  """)
              .run(
                  """
                  arrivals=skip
                    gone: receipts arrival 12, arrival 40, arrival 5, arrival 60
                    gone: stage_events arrived 12, arrived 40, arrived 5, arrived 60
                  first_promise=unchanged
                    # The other order was changed.
                    order_lines.promised_date_first: nothing → 2026-03-25 ×3
                    order_lines.promise_source: none → field ×3
                  """),
          company("yonyou-u8cloud")
              .edit("ic_general_h.csv", "2026-03-30 09:02:10", "2026-03-31 09:02:10")
              .run(
                  """
                  plan_date=need
                    order_lines.promised_date: … → nothing ×4
                  receipt_date=created
                    receipts.receipt_date of stock_in: 2026-03-30 → 2026-03-31
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-31
                    stage_events.source_field of arrived: po_arriveorder.dreceivedate → po_arriveorder.tmaketime ×3
                    stage_events.source_field of stocked: ic_general_b.dbizdate → ic_general_h.tmaketime ×3
                  red_stock_in=reversal
                    receipts.kind of return: return → stock_in
                    new: stage_events stocked -5
                    order_lines.line_status: complete → partial
                  """)
              .run(
                  """
                  first_promise=current
                    order_lines.promised_date_first: nothing → … ×4
                    order_lines.promise_source: none → field ×4
                  stock_in=entered
                    receipts.effective of stock_in: false → true
                    # It was the first to be stocked: the others follow it.
                    new: stage_events stocked 40
                    stage_events.qty of stocked: 40 → 60
                    stage_events.actual_on of stocked: 2026-03-30 → 2026-03-24
                    stage_events.actual_at of stocked: … → … ×2
                    stage_events.known_at of stocked: … → … ×2
                    stage_events.doc_no of stocked: … → … ×2
                    stage_events.doc_line_id of stocked: … → … ×2
                  """));

  /**
   * The other ways in which ERPNext's log writes dates, each tried with the query that reads it.
   */
  private static final List<String> LOG_DATES =
      List.of("dd-MM-yyyy", "dd.MM.yyyy", "MM/dd/yyyy", "MM-dd-yyyy");

  @TempDir private Path folder;

  static List<Company> companies() {
    return COMPANIES;
  }

  @ParameterizedTest
  @MethodSource("companies")
  void aValueChangesWhatIsSaidOfItAndNothingElse(Company company) throws IOException {
    Path files = company.write(folder.resolve("files"));
    TrialRows byDefault = told(company.connector(), files, Map.of());
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < company.runs().size(); i++) {
      Run run = company.runs().get(i);
      Path edited = files;
      if (!run.edits().isEmpty()) {
        edited = TestLake.copy(files, folder.resolve("edited" + i));
        for (Edit edit : run.edits()) {
          edit.apply(edited);
        }
      }
      all.assertThat(byDefault.changes(told(company.connector(), edited, run.settings())))
          .as("%s %s", company.connector(), run.settings())
          .containsExactlyInAnyOrderElementsOf(run.changes());
    }
    all.assertAll();
  }

  static List<String> logDates() {
    return LOG_DATES;
  }

  /** That the setting reaches the query, and the days the tables, is tried with one way above. */
  @ParameterizedTest
  @MethodSource("logDates")
  void aLogIsReadInTheWayInWhichItWritesDates(String format) {
    DateTimeFormatter way = DateTimeFormatter.ofPattern(format);
    Connector connector = connector("erpnext", Map.of("log_dates", format));
    Query reading =
        connector.views().stream()
            .filter(view -> view.sql().contains(":log_dates"))
            .findFirst()
            .orElseThrow();
    // As a load sets it: Delta's parser does not pass parameters on otherwise.
    TestLake.spark().conf().set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
    TestLake.spark()
        .sql(
            """
            SELECT
              'PO-1' AS order_id, current_timestamp() AS at, 'limin' AS owner, 'Version.json' AS _file, 1L AS _row,
              named_struct('row_changed', array(array('items', '0', 'a1', '[["schedule_date", "%s", "%s"]]'))) AS log
            """
                .formatted(
                    LocalDate.of(2026, 3, 2).format(way), LocalDate.of(2026, 3, 25).format(way)))
        .createOrReplaceTempView("order_log");

    assertThat(
            TestLake.spark()
                .sql(reading.sql(), new HashMap<>(connector.settings()))
                .select("old_date", "new_date")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("2026-03-02 2026-03-25");
  }

  @Test
  void everyValueOfEverySettingIsTried() {
    Set<String> listed = new TreeSet<>();
    for (String name : Connectors.shipped()) {
      ListedSettings.of(Connectors.find(name)).stream()
          .flatMap(
              setting ->
                  setting.others().map(value -> "%s %s=%s".formatted(name, setting.name(), value)))
          .forEach(listed::add);
    }

    assertThat(listed).hasSizeGreaterThan(50);
    assertThat(tried())
        .as("a value of a setting needs a row in this test, which says what it changes")
        .containsAll(listed);
  }

  @Test
  void everySettingThatQueriesReadIsTried() {
    Set<String> read = new TreeSet<>();
    for (String name : Connectors.shipped()) {
      Connector connector = Connectors.find(name);
      for (String setting : connector.settings().keySet()) {
        if (Stream.concat(connector.views().stream(), connector.queries().stream())
            .anyMatch(query -> query.sql().matches("(?s).*:" + setting + "\\b.*"))) {
          read.add(name + " " + setting);
        }
      }
    }

    assertThat(read).hasSizeGreaterThan(30);
    assertThat(tried().stream().map(value -> value.replaceFirst("=.*", "")))
        .as("a setting that a query reads needs a row in this test, which says what it changes")
        .containsAll(read);
  }

  private static List<String> tried() {
    Stream<String> together =
        COMPANIES.stream()
            .flatMap(
                company ->
                    company.runs().stream()
                        .flatMap(run -> run.settings().entrySet().stream())
                        .map(
                            one ->
                                company.connector() + " " + one.getKey() + "=" + one.getValue()));
    return Stream.concat(together, LOG_DATES.stream().map("erpnext log_dates="::concat)).toList();
  }

  /** A trial of what a reading with these settings brings: what they skip has no files. */
  private static TrialRows told(String name, Path files, Map<String, String> settings) {
    Connector connector = connector(name, settings);
    List<InspectedFile> all = TestLake.inspect(connector, files);
    Set<String> skipped = new TreeSet<>();
    for (InspectedFile file : all) {
      String when = connector.fetch().conditions().getOrDefault(file.source().name(), "");
      if (FetchSpec.SKIP.equals(settings.get(when))) {
        skipped.add(file.name());
      }
    }
    List<InspectedFile> read = all.stream().filter(file -> !skipped.contains(file.name())).toList();
    return new TrialRows(TestLake.tryOut(connector, TestLake.NO_KEY, read, null));
  }

  private static Connector connector(String name, Map<String, String> settings) {
    return Connectors.find(
        name,
        new Choices(
            Optional.empty(), settings, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Company company(String connector) {
    return company(connector, connector);
  }

  private static Company company(String connector, String files) {
    return new Company(connector, files, List.of(), Map.of(), List.of(), List.of());
  }

  /**
   * Settings that are tried together, on files that are edited for them where that is needed.
   *
   * @param changes everything that they change
   */
  private record Run(List<Edit> edits, Map<String, String> settings, List<String> changes) {

    private static final Pattern ROWS = Pattern.compile("((?:gone|new): \\w+ )(.*)");

    /**
     * Reads lines such as {@code setting=value}, each with the indented changes that it makes; rows
     * of one table that come or go may stand in one line. Lines that begin with # say why.
     */
    static Run of(List<Edit> edits, String text) {
      Map<String, String> settings = new LinkedHashMap<>();
      List<String> changes = new ArrayList<>();
      for (String line : text.lines().filter(one -> !one.strip().startsWith("#")).toList()) {
        Matcher rows = ROWS.matcher(line.strip());
        if (!line.startsWith(" ")) {
          settings.put(line.replaceFirst("=.*", ""), line.replaceFirst("^[^=]*=", ""));
        } else if (rows.matches()) {
          for (String row : rows.group(2).split(", ")) {
            changes.add(rows.group(1) + row);
          }
        } else {
          changes.add(line.strip());
        }
      }
      return new Run(edits, settings, changes);
    }
  }

  /** Another text in a file, in all places. */
  private record Edit(String file, String from, String to) {

    void apply(Path folder) throws IOException {
      Path path = folder.resolve(file);
      // As bytes: the files have several encodings, and what is edited is the same in all of them.
      String text = new String(Files.readAllBytes(path), ISO_8859_1);
      String edited = text.replace(bytes(from), bytes(to));
      assertThat(edited).as("%s has %s", file, from).isNotEqualTo(text);
      Files.write(path, edited.getBytes(ISO_8859_1));
    }

    private static String bytes(String text) {
      return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
  }

  /**
   * A company that works with the ERP.
   *
   * @param golden folder of its files
   * @param also files of other folders
   * @param own files of this test, with their texts
   */
  private record Company(
      String connector,
      String golden,
      List<String> also,
      Map<String, String> own,
      List<Edit> edits,
      List<Run> runs) {

    Company also(String folder, String... files) {
      List<String> paths = Stream.of(files).map(file -> folder + "/" + file).toList();
      return new Company(connector, golden, paths, own, edits, runs);
    }

    Company with(String file, String text) {
      Map<String, String> more = new LinkedHashMap<>(own);
      more.put(file, text);
      return new Company(connector, golden, also, more, edits, runs);
    }

    Company edit(String file, String from, String to) {
      return new Company(connector, golden, also, own, and(edits, new Edit(file, from, to)), runs);
    }

    Company run(String text) {
      return run(List.of(), text);
    }

    /** Settings that are tried on files which are edited for them alone. */
    Company run(List<Edit> more, String text) {
      return new Company(connector, golden, also, own, edits, and(runs, Run.of(more, text)));
    }

    Path write(Path folder) throws IOException {
      TestLake.copy(TestLake.resource("golden/" + golden), folder);
      for (String file : also) {
        Path from = TestLake.resource("golden/" + file);
        Files.copy(from, folder.resolve(String.valueOf(from.getFileName())));
      }
      for (Map.Entry<String, String> file : own.entrySet()) {
        TestLake.write(folder.resolve(file.getKey()), file.getValue());
      }
      for (Edit edit : edits) {
        edit.apply(folder);
      }
      return folder;
    }

    private static <T> List<T> and(List<T> list, T more) {
      return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    @Override
    public String toString() {
      return connector;
    }
  }
}
