//! Words of the setup assistant.

use super::table::messages;

messages! {
    /// A message of the setup assistant.
    SetupMsg {
        Title: "設定アシスタント", "Setup Assistant";
        AllSettings: "すべての設定", "All settings";
        Intro: "導入に必要なことを順に確認します。1つ終わるごとに「もう一度確認」をクリックしてください。", "Leads through everything that calls need, in order. After each step, click Check again.";
        Steps: "手順の一覧", "All steps";
        Next: "次へ", "Next";
        Skip: "スキップ", "Skip";
        NotKnown: "確認できませんでした。もう一度確認するか、スキップして先に進んでください。", "Nothing was found out. Check again, or skip this step.";
        NothingToDo: "この手順で行うことはありません。", "Nothing to do here.";
        TestCall: "テスト着信", "Test call";
        TestCallHelp: "「試す」をクリックすると、このパネルにテスト着信が鳴ります。検索も記録もせず、電話機も鳴りません。", "Click Try it: a test call rings in this panel. Nothing is searched or logged, and no phone rings.";
        Finished: "すべての手順が完了しました。", "Every step is done.";
        FinishedPartly: "完了していない手順は、一覧からいつでも選べます。", "Steps that are not done can be chosen from the list at any time.";
    }
}

messages! {
    /// How far a step has come.
    StepStateText {
        Running: "確認中", "Checking";
        Done: "完了", "Done";
        ToDo: "未完了", "To do";
        Waits: "ほかの手順の後", "After another step";
        Skipped: "スキップ済み", "Skipped";
    }
}
