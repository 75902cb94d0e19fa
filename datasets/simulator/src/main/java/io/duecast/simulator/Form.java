package io.duecast.simulator;

import java.util.List;

/** The forms of the export with their headings, and the prefix of their bill numbers. */
enum Form {
  SUPPLIER(
      "BD_Supplier",
      "",
      "FSupplierId,FNumber,FName,FShortName,FGroup,FDocumentStatus,FForbidStatus,FCreateDate,FModifyDate,"
          + "FBaseInfo.FSOCIALCRECODE,FSupplierClassify,FSupplierGrade,FProvince,FUseOrgId.FNumber,FMASTERID"),
  CUSTOMER(
      "BD_Customer",
      "",
      "FCUSTID,FNumber,FName,FShortName,FGroup,FDocumentStatus,FForbidStatus,FCreateDate,FModifyDate,FProvince,"
          + "FUseOrgId.FNumber,FMASTERID"),
  MATERIAL(
      "BD_MATERIAL",
      "",
      "FMATERIALID,FNumber,FName,FSpecification,FBaseUnitId.FNumber,FMaterialGroup.FName,FDocumentStatus,"
          + "FForbidStatus,FFixLeadTime,FUseOrgId.FNumber,FMASTERID"),
  PURCHASE_ORDER(
      "PUR_PurchaseOrder",
      "CGDD",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FCloseStatus,FCloseDate,FDate,FBillTypeId.FNumber,FBusinessType,"
          + "FSupplierId.FNumber,FSupplierId.FName,FPurchaseOrgId.FNumber,FPurchaseDeptId.FNumber,"
          + "FPurchaseDeptId.FName,FPurchaserId.FNumber,FPurchaserId.FName,FCreatorId.FName,FCreateDate,FModifyDate,"
          + "FApproverId.FName,FApproveDate,FVersionNo,FConfirmStatus,FConfirmDate,FSettleCurrId.FNumber,"
          + "FPOOrderEntry_FEntryID,FPOOrderEntry_FSeq,FMaterialId.FNumber,FMaterialId.FName,"
          + "FMaterialId.FSpecification,FUnitId.FNumber,FQty,FPrice,FTaxPrice,FEntryTaxRate,FEntryAmount,"
          + "FEntryTaxAmount,FAllAmount,FDeliveryDate,FReceiveQty,FStockInQty,FMrbQty,FMRPCloseStatus,"
          + "FMRPFreezeStatus,FMRPTerminateStatus,FTerminateDate,FGiveAway,FSrcBillTypeId,FSrcBillNo,F_DUE_Route"),
  DELIVERY_PLAN(
      "PUR_PurchaseOrder_FEntryDeliveryPlan",
      "",
      "FID,FPOOrderEntry_FEntryID,FEntryDeliveryPlan_FDetailId,FDeliveryDate_Plan,FPlanQty,FSUPPLIERDELIVERYDATE,"
          + "FPREARRIVALDATE,FConfirmDeliQty,FConfirmDeliDate"),
  CHANGE(
      "PUR_POChange",
      "CGBG",
      "FID,FBillNo,FDate,FApproveDate,FDocumentStatus,FPOBillNo,FPOORDERENTRYID,FMaterialId.FNumber,"
          + "FDeliveryDate_Old,FDeliveryDate,FChangeReason"),
  RECEIVE(
      "PUR_ReceiveBill",
      "CGSL",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FDate,FCreateDate,FApproveDate,FSupplierId.FNumber,"
          + "FDetailEntity_FEntryID,FDetailEntity_FSeq,FMaterialId.FNumber,FActReceiveQty,FPOORDERENTRYID,"
          + "FOrderBillNo,FCreatorId.FName"),
  INSPECTION(
      "QM_InspectBill",
      "JYD",
      "FID,FBillNo,FDocumentStatus,FInspectStartDate,FInspectEndDate,FEntity_FEntryID,FMaterialId.FNumber,"
          + "FInspectQty,FQualifiedQty,FUnqualifiedQty,FSrcBillNo,FSrcEntryId,FInspectorId.FName"),
  STOCK_IN(
      "STK_InStock",
      "CGRK",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FDate,FCreateDate,FApproveDate,FSupplierId.FNumber,"
          + "FStockOrgId.FNumber,FInStockEntry_FEntryID,FInStockEntry_FSeq,FMaterialId.FNumber,FMustQty,FRealQty,"
          + "FUnitId.FNumber,FStockId.FNumber,FLot.FNumber,FPOOrderNo,FPOORDERENTRYID,FSRCBILLTYPEID,FSRCBillNo,"
          + "FInStockEntry_Link_FSTableName,FInStockEntry_Link_FSId,FCreatorId.FName"),
  RETURN(
      "PUR_MRB",
      "CGTL",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FDate,FCreateDate,FApproveDate,FPURMRBENTRY_FEntryID,"
          + "FMaterialId.FNumber,FRMREALQTY,FPOORDERENTRYID,FSRCBILLTYPEID,FSRCBillNo"),
  SALE_ORDER(
      "SAL_SaleOrder",
      "XSDD",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FCloseStatus,FCloseDate,FDate,FCustId.FNumber,FCustId.FName,"
          + "FSaleOrgId.FNumber,FSalerId.FNumber,FSalerId.FName,FCreatorId.FName,FCreateDate,FModifyDate,"
          + "FApproverId.FName,FApproveDate,FSettleCurrId.FNumber,FSaleOrderEntry_FEntryID,FSaleOrderEntry_FSeq,"
          + "FMaterialId.FNumber,FMaterialId.FName,FUnitId.FNumber,FQty,FTaxPrice,FEntryTaxRate,FAllAmount,"
          + "FDeliveryDate,FStockOutQty,FMrpCloseStatus,FMrpTerminateStatus,FTerminateDate,FPurchaseEntryId"),
  DELIVERY_NOTICE(
      "SAL_DELIVERYNOTICE",
      "FHTZ",
      "FID,FBillNo,FDocumentStatus,FDate,FCreateDate,FApproveDate,FCustomerID.FNumber,FEntity_FENTRYID,"
          + "FMaterialID.FNumber,FQTY,FSrcBillNo,FSOEntryId"),
  SHIPMENT(
      "SAL_OUTSTOCK",
      "XSCK",
      "FID,FBillNo,FDocumentStatus,FCancelStatus,FDate,FCreateDate,FApproveDate,FCustomerID.FNumber,"
          + "FEntity_FENTRYID,FMaterialID.FNumber,FRealQty,FSoorDerno,FSOEntryId"),
  SALES_RETURN(
      "SAL_RETURNSTOCK",
      "XSTH",
      "FID,FBillNo,FDocumentStatus,FDate,FCreateDate,FApproveDate,FRetcustId.FNumber,FEntity_FENTRYID,"
          + "FMaterialId.FNumber,FRealQty,FSOEntryId");

  private final String file;
  private final String prefix;
  private final List<String> headings;

  Form(String file, String prefix, String headings) {
    this.file = file;
    this.prefix = prefix;
    this.headings = List.of(headings.split(","));
  }

  /** Name of the file, without part and ending. */
  String file() {
    return file;
  }

  /** First letters of its bill numbers. */
  String prefix() {
    return prefix;
  }

  List<String> headings() {
    return headings;
  }
}
