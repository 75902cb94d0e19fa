-- Common names of what happens to an order line, in lower case with single blanks, and the stage each one ends.
SELECT name, stage
FROM VALUES
  ('requested', 'requested'), ('create purchase requisition', 'requested'), ('请购', 'requested'), ('采购申请', 'requested'),
  ('ordered', 'ordered'), ('created', 'ordered'), ('create order', 'ordered'), ('create purchase order', 'ordered'),
  ('create purchase order item', 'ordered'), ('place order', 'ordered'), ('下单', 'ordered'), ('创建订单', 'ordered'), ('创建采购订单', 'ordered'),
  ('submitted', 'submitted'), ('submit', 'submitted'), ('提交', 'submitted'), ('提交审批', 'submitted'),
  ('approved', 'approved'), ('approve', 'approved'), ('approve order', 'approved'), ('approve purchase order', 'approved'),
  ('release purchase order', 'approved'), ('审批', 'approved'), ('审批通过', 'approved'), ('审核', 'approved'), ('已审核', 'approved'),
  ('confirmed', 'confirmed'), ('confirm', 'confirmed'), ('confirm order', 'confirmed'), ('receive order confirmation', 'confirmed'),
  ('supplier confirmation', 'confirmed'), ('供应商确认', 'confirmed'), ('确认', 'confirmed'), ('回复交期', 'confirmed'),
  ('shipped', 'shipped'), ('ship', 'shipped'), ('dispatch', 'shipped'), ('发货', 'shipped'), ('供应商发货', 'shipped'),
  ('customs', 'customs'), ('customs cleared', 'customs'), ('清关', 'customs'), ('报关', 'customs'),
  ('arrived', 'arrived'), ('arrival', 'arrived'), ('receive goods', 'arrived'), ('到货', 'arrived'), ('收货', 'arrived'), ('收料', 'arrived'), ('签收', 'arrived'),
  ('inspected', 'inspected'), ('inspect', 'inspected'), ('inspection', 'inspected'), ('quality check', 'inspected'), ('检验', 'inspected'), ('质检', 'inspected'),
  ('stocked', 'stocked'), ('stock in', 'stocked'), ('put away', 'stocked'), ('goods receipt', 'stocked'), ('record goods receipt', 'stocked'),
  ('入库', 'stocked'), ('采购入库', 'stocked'), ('上架', 'stocked'),
  ('returned', 'returned'), ('return', 'returned'), ('return goods', 'returned'), ('退货', 'returned'), ('退料', 'returned'),
  ('rejected', 'rejected'), ('reject goods', 'rejected'), ('拒收', 'rejected'),
  ('invoiced', 'invoiced'), ('invoice receipt', 'invoiced'), ('record invoice receipt', 'invoiced'), ('开票', 'invoiced'), ('收票', 'invoiced'), ('收到发票', 'invoiced'),
  ('paid', 'paid'), ('payment', 'paid'), ('clear invoice', 'paid'), ('付款', 'paid'),
  ('closed', 'closed'), ('close', 'closed'), ('close order', 'closed'), ('关闭', 'closed'), ('业务关闭', 'closed'), ('关闭订单', 'closed'),
  ('cancelled', 'cancelled'), ('canceled', 'cancelled'), ('cancel', 'cancelled'), ('cancel order', 'cancelled'), ('delete purchase order item', 'cancelled'),
  ('取消', 'cancelled'), ('作废', 'cancelled'), ('终止', 'cancelled'),
  -- Of a receipt, not of its line.
  ('cancel receipt', 'receipt_cancelled'), ('reverse goods receipt', 'receipt_cancelled'), ('作废入库单', 'receipt_cancelled'), ('入库作废', 'receipt_cancelled')
AS known (name, stage)
