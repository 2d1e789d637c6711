//! The objects of the sample org.

use super::{CURRENCY, Field, Kind, Object};

const fn open(name: &'static str, en: &'static str, ja: &'static str, kind: Kind) -> Field {
    Field { name, en, ja, kind, required: false, createable: true, updateable: true }
}

const fn required(name: &'static str, en: &'static str, ja: &'static str, kind: Kind) -> Field {
    Field { required: true, ..open(name, en, ja, kind) }
}

/// Only the org sets it.
const fn system(name: &'static str, en: &'static str, ja: &'static str, kind: Kind) -> Field {
    Field { createable: false, updateable: false, ..open(name, en, ja, kind) }
}

const TEXT: Kind = Kind::Text { max: 255 };
const NAME: Kind = Kind::Text { max: 80 };
const CREATED: Field = system("CreatedDate", "Created Date", "作成日", Kind::DateTime);
const MODIFIED: Field = system("LastModifiedDate", "Last Modified Date", "最終更新日", Kind::DateTime);
const CURRENCY_FIELD: Field = open(CURRENCY, "Currency", "通貨", Kind::Picklist { values: &["JPY", "USD", "EUR"] });
const OWNER: Field = open("OwnerId", "Owner", "所有者", Kind::Reference { to: &["User"] });

/// All objects of the org.
pub static OBJECTS: &[Object] = &[
    Object {
        name: "Account",
        prefix: "001",
        en: "Account",
        en_plural: "Accounts",
        ja: "取引先",
        fields: &[
            required("Name", "Account Name", "取引先名", TEXT),
            open("Phone", "Phone", "電話", Kind::Phone),
            open("Fax", "Fax", "Fax", Kind::Phone),
            open("Industry", "Industry", "業種", Kind::Combobox { values: &["Apparel", "Electronics", "Retail"] }),
            open("Rating", "Rating", "評価", Kind::Combobox { values: &["Hot", "Warm", "Cold"] }),
            open("BillingCity", "Billing City", "市区郡(請求先)", TEXT),
            open("Description", "Description", "説明", Kind::TextArea { max: 32_000 }),
            open("FirstName", "First Name", "名", Kind::Text { max: 40 }),
            open("LastName", "Last Name", "姓", NAME),
            open("PersonMobilePhone", "Mobile", "携帯", Kind::Phone),
            open("PersonEmail", "Email", "メール", Kind::Email),
            system("IsPersonAccount", "Is Person Account", "個人取引先", Kind::Boolean),
            system("PersonContactId", "Contact ID", "取引先責任者 ID", Kind::Reference { to: &["Contact"] }),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Contact",
        prefix: "003",
        en: "Contact",
        en_plural: "Contacts",
        ja: "取引先責任者",
        fields: &[
            system("Name", "Name", "名前", TEXT),
            open("FirstName", "First Name", "名", Kind::Text { max: 40 }),
            required("LastName", "Last Name", "姓", NAME),
            open("LastNameLocal", "Last Name (Local)", "姓（フリガナ）", NAME),
            open("FirstNameLocal", "First Name (Local)", "名（フリガナ）", Kind::Text { max: 40 }),
            open("AccountId", "Account Name", "取引先名", Kind::Reference { to: &["Account"] }),
            open("Title", "Title", "役職", Kind::Text { max: 128 }),
            open("Department", "Department", "部署", NAME),
            open("Phone", "Phone", "電話", Kind::Phone),
            open("MobilePhone", "Mobile", "携帯", Kind::Phone),
            open("DoNotCall", "Do Not Call", "電話しない", Kind::Boolean),
            open("Email", "Email", "メール", Kind::Email),
            open("Description", "Description", "説明", Kind::TextArea { max: 32_000 }),
            system("IsPersonAccount", "Is Person Account", "個人取引先", Kind::Boolean),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Lead",
        prefix: "00Q",
        en: "Lead",
        en_plural: "Leads",
        ja: "リード",
        fields: &[
            system("Name", "Name", "名前", TEXT),
            open("FirstName", "First Name", "名", Kind::Text { max: 40 }),
            required("LastName", "Last Name", "姓", NAME),
            required("Company", "Company", "会社名", TEXT),
            open("Title", "Title", "役職", Kind::Text { max: 128 }),
            open("Phone", "Phone", "電話", Kind::Phone),
            open("MobilePhone", "Mobile", "携帯", Kind::Phone),
            open("DoNotCall", "Do Not Call", "電話しない", Kind::Boolean),
            open("Email", "Email", "メール", Kind::Email),
            open(
                "Status",
                "Lead Status",
                "リード状況",
                Kind::Picklist { values: &["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"] },
            ),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Case",
        prefix: "500",
        en: "Case",
        en_plural: "Cases",
        ja: "ケース",
        fields: &[
            system("CaseNumber", "Case Number", "ケース番号", Kind::Text { max: 30 }),
            open("Subject", "Subject", "件名", TEXT),
            required("Status", "Status", "状況", Kind::Picklist { values: &["New", "Working", "Escalated", "Closed"] }),
            open("Priority", "Priority", "優先度", Kind::Picklist { values: &["High", "Medium", "Low"] }),
            open("Origin", "Case Origin", "発生源", Kind::Picklist { values: &["Phone", "Email", "Web"] }),
            open("ContactId", "Contact Name", "取引先責任者名", Kind::Reference { to: &["Contact"] }),
            open("AccountId", "Account Name", "取引先名", Kind::Reference { to: &["Account"] }),
            open("SuppliedPhone", "Web Phone", "Web 電話", Kind::Phone),
            open("Description", "Description", "説明", Kind::TextArea { max: 32_000 }),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Contract",
        prefix: "800",
        en: "Contract",
        en_plural: "Contracts",
        ja: "契約",
        fields: &[
            system("ContractNumber", "Contract Number", "契約番号", Kind::Text { max: 30 }),
            required("AccountId", "Account Name", "取引先名", Kind::Reference { to: &["Account"] }),
            open("Status", "Status", "状況", Kind::Picklist { values: &["Draft", "In Approval Process", "Activated"] }),
            open("Tel__c", "Contract Phone", "契約者電話番号", Kind::Phone),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Order",
        prefix: "801",
        en: "Sales Order",
        en_plural: "Sales Orders",
        ja: "受注",
        fields: &[
            system("OrderNumber", "Order Number", "注文番号", Kind::Text { max: 30 }),
            required("AccountId", "Account Name", "取引先名", Kind::Reference { to: &["Account"] }),
            open("Status", "Status", "状況", Kind::Picklist { values: &["Draft", "Activated"] }),
            open("TotalAmount", "Order Amount", "注文金額", Kind::Count),
            open("Tel__c", "Delivery Phone", "お届け先電話番号", Kind::Phone),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Opportunity",
        prefix: "006",
        en: "Opportunity",
        en_plural: "Opportunities",
        ja: "商談",
        fields: &[
            required("Name", "Opportunity Name", "商談名", TEXT),
            open("AccountId", "Account Name", "取引先名", Kind::Reference { to: &["Account"] }),
            required(
                "StageName",
                "Stage",
                "フェーズ",
                Kind::Picklist { values: &["Prospecting", "Negotiation", "Closed Won", "Closed Lost"] },
            ),
            required("CloseDate", "Close Date", "完了予定日", Kind::Date),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Task",
        prefix: "00T",
        en: "Task",
        en_plural: "Tasks",
        ja: "ToDo",
        fields: &[
            open("Subject", "Subject", "件名", Kind::Combobox { values: &["Call", "Email", "Send Letter", "Other"] }),
            open("WhoId", "Name", "名前", Kind::Reference { to: &["Contact", "Lead"] }),
            open(
                "WhatId",
                "Related To",
                "関連先",
                Kind::Reference { to: &["Account", "Opportunity", "Case", "Order__c"] },
            ),
            open("ActivityDate", "Due Date", "期日", Kind::Date),
            open(
                "Status",
                "Status",
                "状況",
                Kind::Picklist {
                    values: &["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"],
                },
            ),
            open("Priority", "Priority", "優先度", Kind::Picklist { values: &["High", "Normal", "Low"] }),
            open(
                "CallType",
                "Call Type",
                "コール種別",
                Kind::Picklist { values: &["Internal", "Inbound", "Outbound"] },
            ),
            open("CallDurationInSeconds", "Call Duration", "コール時間(秒)", Kind::Count),
            open("CallDisposition", "Call Result", "コール結果", TEXT),
            open("CallObject", "Call Object Identifier", "コールオブジェクト識別子", TEXT),
            Field {
                updateable: false,
                ..open(
                    "TaskSubtype",
                    "Task Subtype",
                    "ToDo サブタイプ",
                    Kind::Picklist { values: &["Task", "Email", "ListEmail", "Cadence", "Call"] },
                )
            },
            open("Type", "Type", "種別", Kind::Picklist { values: &["Call", "Meeting", "Other"] }),
            open("Denwa_Number__c", "Call Number", "通話の電話番号", Kind::Phone),
            open("Denwa_Line__c", "Call Line", "通話の回線", Kind::Text { max: 40 }),
            open("Denwa_Queue__c", "Call Queue", "通話のキュー", NAME),
            open("Denwa_Request__c", "Call Request ID", "通話のリクエストID", TEXT),
            open("Denwa_Recording__c", "Call Recording", "通話の録音", Kind::Url),
            CURRENCY_FIELD,
            open("Description", "Comments", "コメント", Kind::TextArea { max: 32_000 }),
            OWNER,
            system("IsClosed", "Closed", "完了", Kind::Boolean),
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Order__c",
        prefix: "a00",
        en: "Order",
        en_plural: "Orders",
        ja: "注文",
        fields: &[
            required("Name", "Order Name", "注文名", NAME),
            open("Tel__c", "Delivery Phone", "お届け先電話番号", Kind::Phone),
            open("Office_Tel__c", "Office Phone", "勤務先電話番号", Kind::Phone),
            open("Customer__c", "Customer", "お客様", Kind::Reference { to: &["Contact"] }),
            open("Status__c", "Status", "状況", Kind::Picklist { values: &["New", "Shipped", "Delivered"] }),
            open("Quantity__c", "Quantity", "数量", Kind::Count),
            open("Delivery_Date__c", "Delivery Date", "お届け日", Kind::Date),
            open("Memo__c", "Memo", "メモ", TEXT),
            OWNER,
            CREATED,
            MODIFIED,
        ],
    },
    Object {
        name: "Denwa_Call_Log__c",
        prefix: "a01",
        en: "Call log key",
        en_plural: "Call log keys",
        ja: "通話記録キー",
        fields: &[
            system("Unique__c", "Key", "キー", TEXT),
            system("Call__c", "Call", "通話", TEXT),
            system("Login__c", "Login", "ログインID", NAME),
            system("Request__c", "Request ID", "リクエストID", TEXT),
            system("Object__c", "Object", "オブジェクト", NAME),
            system("Record__c", "Record", "レコード", Kind::Text { max: 18 }),
            system("Follow_Up__c", "Follow-up", "フォローアップ", Kind::Text { max: 18 }),
            system("Written__c", "Written", "書き込んだ値", Kind::TextArea { max: 131_072 }),
        ],
    },
];
